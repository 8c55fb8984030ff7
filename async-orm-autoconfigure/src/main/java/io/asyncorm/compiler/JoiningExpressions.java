package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.FilteredJoin;
import io.asyncorm.plan.JoinedObject;
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
		if (state.selection() instanceof QueryState.Instances instances) {
			instances.joined().forEach((joined) -> addJoined(uses, state, joined));
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

	/** The keys of the objects of a filtered relation that is selected. */
	private static void addJoined(List<Expression> uses, QueryState state, JoinedObject joined) {
		FilteredJoin relation = FilteredJoin.ofScope(state.filteredJoins(), joined.scope());
		uses.add(new Expression.Column(relation.hops(), relation.target().key(), joined.scope()));
		for (List<ModelRelation> path : joined.related()) {
			uses.add(new Expression.Column(SelectList.hops(relation.hops(), path), path.getLast().target().key(),
					joined.scope()));
		}
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
