package io.asyncorm.compiler;

import java.util.List;

import io.asyncorm.plan.QueryState;

/**
 * Aggregates over all rows of a query set, as {@code aaggregate()} computes them.
 *
 * @param state the query set
 * @param values the aggregates
 * @since 0.1.0
 */
public record AggregateQuery(QueryState state, List<QueryState.Named> values) {

	public AggregateQuery {
		values = List.copyOf(values);
	}

}
