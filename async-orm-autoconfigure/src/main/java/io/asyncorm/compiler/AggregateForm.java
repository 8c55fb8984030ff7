package io.asyncorm.compiler;

import java.util.List;

import io.asyncorm.plan.QueryState;

/**
 * Values over all rows of a query set.
 *
 * @param state the query set
 * @param values the values
 * @since 0.1.0
 */
public record AggregateForm(QueryState state, List<QueryState.Named> values) {

	public AggregateForm {
		values = List.copyOf(values);
	}

}
