package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.plan.QueryState;

/**
 * Collects the expressions of a query set whose columns may need a join.
 */
final class JoiningExpressions {

	private JoiningExpressions() {
	}

	/**
	 * All of them, filters first.
	 * @param further values that are selected in addition
	 */
	static List<Expression> of(QueryState state, List<Expression> further) {
		List<Expression> uses = new ArrayList<>(state.filters());
		if (state.combination() != null) {
			return uses;
		}
		if (state.selection() instanceof QueryState.Columns columns) {
			columns.columns().forEach((column) -> uses.add(column.value()));
		}
		state.annotations()
			.stream()
			.map(QueryState.Named::value)
			.filter((value) -> joins(state, value))
			.forEach(uses::add);
		if (state.groupBy() != null) {
			uses.addAll(state.groupBy());
		}
		if (state.orderings() != null) {
			state.orderings().forEach((sort) -> uses.add(sort.value()));
		}
		if (state.distinct() != null) {
			uses.addAll(state.distinct());
		}
		uses.addAll(further);
		return uses;
	}

	/**
	 * As in Django, an annotation keeps its joins even where it is not selected, since
	 * they may duplicate rows; only an aggregate that is not read can go, as the groups
	 * stay the same.
	 */
	private static boolean joins(QueryState state, Expression annotation) {
		boolean unseen = state.selection() instanceof QueryState.Instances instances && !instances.annotations()
				&& state.groupBy() != null;
		return !unseen || !Grouping.hasAggregateOutsideWindow(annotation);
	}

}
