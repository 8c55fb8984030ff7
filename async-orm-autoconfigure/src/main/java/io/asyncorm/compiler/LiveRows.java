package io.asyncorm.compiler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.QueryState;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * Leaves out rows that count as deleted ({@code @SoftDelete}): those of a query set by a
 * filter, those that it joins by a condition of the join, so that what refers to them
 * stays.
 *
 * @since 0.1.0
 */
public final class LiveRows {

	private LiveRows() {
	}

	/** The filters of a query set, and the one that leaves out such rows. */
	static QueryState of(QueryState state) {
		ModelField field = state.model().softDelete();
		if (field == null || state.withDeleted() || state.combination() != null) {
			return state;
		}
		Expression column = new Expression.Column(List.of(), field, 0);
		List<Expression> filters = new ArrayList<>();
		filters.add(isTime(field) ? new Expression.IsNull(column, true) : new Expression.Not(column));
		filters.addAll(state.filters());
		return state.mutate().filters(filters).build();
	}

	/** The condition that a joined row does not count as deleted. */
	public static SqlCondition condition(ModelField field, String alias) {
		SqlExpression column = new SqlExpression.Column(alias, field.column());
		return isTime(field) ? new SqlCondition.IsNull(column, false)
				: new SqlCondition.Not(new SqlCondition.Test(column));
	}

	private static boolean isTime(ModelField field) {
		return field.type() == Instant.class;
	}

}
