package io.asyncorm.compiler;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.plan.QueryState;

/**
 * Drops an order on which no row depends, and with it its joins, which may make more rows
 * of one. As in Django, the order stays where rows are cut or picked by it.
 */
final class RedundantOrdering {

	private RedundantOrdering() {
	}

	/** For rows that are only looked into. */
	static QueryState remove(QueryState state) {
		QueryState.Combination combination = state.combination();
		QueryState inner = (combination == null) ? state
				: state.mutate().combination(combination.map(RedundantOrdering::remove)).build();
		return isNeeded(inner) ? inner : inner.mutate().orderings(List.of()).build();
	}

	/**
	 * For rows that are only counted. As in Django, what single values are ordered by
	 * makes more groups of them.
	 */
	static QueryState removeForAggregates(QueryState state) {
		return makesGroups(state) ? state : remove(state);
	}

	private static boolean isNeeded(QueryState state) {
		return state.isSliced() || state.distinct() != null && !state.distinct().isEmpty();
	}

	private static boolean makesGroups(QueryState state) {
		List<Expression> groups = state.groupBy();
		List<Expression.Sort> orderings = state.orderings();
		return groups != null && orderings != null && state.selection() instanceof QueryState.Columns
				&& !orderings.stream().allMatch((sort) -> groups.contains(sort.value()));
	}

}
