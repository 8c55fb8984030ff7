package io.asyncorm.compiler;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.plan.Combination;
import io.asyncorm.plan.QueryState;

/**
 * Removes an ORDER BY that has no effect on the result, and with it its joins, which
 * could duplicate rows. As with Django's {@code clear_ordering}, it stays where a slice
 * or {@code distinct(fields)} depends on it.
 */
final class RedundantOrdering {

	private RedundantOrdering() {
	}

	/** For a subquery or an EXISTS. */
	static QueryState remove(QueryState state) {
		Combination combination = state.combination();
		QueryState inner = (combination == null) ? state
				: state.mutate().combination(combination.map(RedundantOrdering::remove)).build();
		return isNeeded(inner) ? inner : inner.mutate().orderings(List.of()).build();
	}

	/**
	 * For rows that are only counted or aggregated. As in Django, it stays where
	 * {@code values()} are grouped and ordered by something else, since GROUP BY then
	 * includes the order.
	 */
	static QueryState removeForAggregates(QueryState state) {
		return makesGroups(state) ? state : remove(state);
	}

	private static boolean isNeeded(QueryState state) {
		return state.isSliced() || state.isDistinctOn();
	}

	private static boolean makesGroups(QueryState state) {
		List<Expression> groups = state.groupBy();
		List<SortTerm> orderings = state.orderings();
		return groups != null && orderings != null && state.selection() instanceof QueryState.Columns
				&& !orderings.stream().allMatch((sort) -> groups.contains(sort.value()));
	}

}
