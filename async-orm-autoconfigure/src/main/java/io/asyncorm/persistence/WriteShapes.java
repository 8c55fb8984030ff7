package io.asyncorm.persistence;

import java.util.List;

import io.asyncorm.compiler.Shape;
import io.asyncorm.compiler.Shapes;
import io.asyncorm.plan.Operation.Change;

/**
 * Takes the values out of writes, so that a statement is compiled once for all values.
 *
 * @since 0.1.0
 */
public final class WriteShapes {

	private WriteShapes() {
	}

	/** The shape of a write. */
	public static Shape<WriteForm> of(WriteForm form) {
		Shapes shapes = new Shapes();
		WriteForm shape = switch (form) {
			case WriteForm.Insert insert -> new WriteForm.Insert(insert.model(), take(insert.values(), shapes));
			case WriteForm.Update update ->
				new WriteForm.Update(shapes.take(update.rows()), take(update.changes(), shapes), update.returning());
			case WriteForm.Delete delete -> new WriteForm.Delete(shapes.take(delete.rows()));
			case WriteForm.Upsert upsert -> {
				List<Change> changes = upsert.changes();
				yield new WriteForm.Upsert(shapes.take(upsert.existing()),
						(changes != null) ? take(changes, shapes) : null, take(upsert.insert(), shapes), upsert.key());
			}
		};
		return new Shape<>(shape, shapes.values());
	}

	private static List<Change> take(List<Change> changes, Shapes shapes) {
		return changes.stream().map((change) -> new Change(change.field(), shapes.take(change.value()))).toList();
	}

}
