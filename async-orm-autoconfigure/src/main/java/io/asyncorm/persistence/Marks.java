package io.asyncorm.persistence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Operator;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.QueryState;

/**
 * What a delete writes to rows that stay: that they count as deleted, all since the same
 * time, and the next version of those that it changes.
 *
 * @param time the time of the delete
 */
record Marks(Instant time) {

	/** Marks of a delete that happens now. */
	static Marks now() {
		return new Marks(Instant.now().truncatedTo(ChronoUnit.MICROS));
	}

	/** Whether the rows of a query set are only marked as deleted. */
	static boolean isMarking(QueryState rows) {
		return rows.leavesOutDeleted();
	}

	/** Marks the rows of a model that has {@code @SoftDelete}. */
	Write.Update mark(QueryState rows) {
		ModelField field = Objects.requireNonNull(rows.model().softDelete());
		Object value = (field.type() == Instant.class) ? this.time : true;
		return update(rows, List.of(new Change(field, Expression.Value.of(field.convert(value), field.type()))));
	}

	/** Changes rows, and counts their version up. */
	Write.Update update(QueryState rows, List<Change> changes) {
		ModelField version = rows.model().version();
		QueryState unordered = rows.mutate().orderings(List.of()).build();
		if (version == null) {
			return new Write.Update(unordered, changes, false);
		}
		List<Change> all = new ArrayList<>(changes);
		all.add(new Change(version, next(version)));
		return new Write.Update(unordered, all, false);
	}

	private Expression next(ModelField version) {
		return (version.type() == Instant.class) ? Expression.Value.of(version.convert(this.time), version.type())
				: new Expression.Arithmetic(Operator.PLUS, new Expression.Column(List.of(), version, 0),
						Expression.Value.of(version.convert(1), version.type()));
	}

	/** Whether rows of a model are marked where the row that they refer to is. */
	static boolean isMarked(ModelMetadata<?> model, boolean marking) {
		return marking && model.softDelete() != null;
	}

}
