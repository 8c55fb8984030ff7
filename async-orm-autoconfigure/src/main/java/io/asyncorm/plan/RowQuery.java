package io.asyncorm.plan;

import io.asyncorm.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for: the query of a query set, or one that was prepared, with its values,
 * or several that differ in these alone. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface RowQuery permits QueryState, BoundQuery, RepeatedQuery {

	/** The query with its values, as a query set has it. */
	QueryState state();

	/**
	 * The query without, perhaps, some of its values: its model, its lock and all else
	 * that does not depend on them.
	 */
	default QueryState shape() {
		return state();
	}

	/** What a value of the {@link #shape()} stands for. */
	default @Nullable Object valueOf(Expression.Value value) {
		return value.value();
	}

}
