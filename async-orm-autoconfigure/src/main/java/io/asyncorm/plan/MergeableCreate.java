package io.asyncorm.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.query.MergeKind;
import org.jspecify.annotations.Nullable;

/**
 * An insert of one object whose values are all known ({@code acreate}). Those that give
 * the same columns can be inserted by one statement.
 *
 * @param create the insert, for itself
 * @param shape what it has in common with those
 */
record MergeableCreate<M>(Operation.Create<M> create, Shape shape) implements Mergeable {

	/**
	 * Null if it is more than an insert of values, or if nothing would tell which stored
	 * row is which.
	 */
	static @Nullable Mergeable of(Operation.Create<?> create) {
		if (create.refusal() != null || create.values().isEmpty()) {
			return null;
		}
		List<ModelField> columns = columns(create.values());
		ModelField key = create.model().key();
		return (columns != null && (columns.containsAll(key.columns()) || key.drawable()))
				? new MergeableCreate<>(create, new Shape(create.model(), columns)) : null;
	}

	/** The columns of values; null if one is computed by the database. */
	static @Nullable List<ModelField> columns(List<Change> values) {
		List<ModelField> columns = new ArrayList<>(values.size());
		for (Change change : values) {
			if (!(change.value() instanceof Expression.Value value) || value.array()) {
				return null;
			}
			columns.add(change.field());
		}
		return columns;
	}

	/** The rows of writes that give the same columns. */
	static RowBlock rows(List<ModelField> columns, List<List<Change>> writes) {
		RowBlock.Builder rows = new RowBlock.Builder(columns, writes.size());
		for (int row = 0; row < writes.size(); row++) {
			rows.add(row);
			for (int column = 0; column < columns.size(); column++) {
				rows.set(column, writes.get(row).get(column).constant());
			}
		}
		return rows.build();
	}

	@Override
	public MergeKind kind() {
		return MergeKind.CREATES;
	}

	/** The key, if it is given: of two rows with the same one, only one is refused. */
	@Override
	public Collection<?> values() {
		List<ModelField> key = this.create.model().key().columns();
		List<@Nullable Object> values = new ArrayList<>(key.size());
		for (Change change : this.create.values()) {
			if (key.contains(change.field())) {
				values.add(change.constant());
			}
		}
		return values.isEmpty() ? List.of() : List.of(values);
	}

	@Override
	public boolean isWrite() {
		return true;
	}

	@Override
	public Merged<List<M>> merge(List<Mergeable> parts) {
		List<List<Change>> rows = parts.stream().map((part) -> ((MergeableCreate<?>) part).create.values()).toList();
		return new Merged<>(new Operation.WriteMerged<>(this.create.name(),
				new MergedWrite.Creates<>(this.create.model(), rows(this.shape.columns, rows))), List::get);
	}

	/** The model, and the columns that are given. */
	record Shape(ModelMetadata<?> model, List<ModelField> columns) {
	}

}
