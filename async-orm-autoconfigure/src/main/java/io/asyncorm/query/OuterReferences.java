package io.asyncorm.query;

import java.util.List;
import java.util.function.UnaryOperator;

import io.asyncorm.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Tells a query set that stands in another one what its outer references mean there.
 */
final class OuterReferences {

	private final UnaryOperator<Expression> resolver;

	/**
	 * @param resolver resolves what is said of the outer query set
	 */
	OuterReferences(UnaryOperator<Expression> resolver) {
		this.resolver = resolver;
	}

	QueryState bind(QueryState state) {
		return bind(state, 1);
	}

	private QueryState bind(QueryState state, int depth) {
		QueryState.Combination combination = state.combination();
		return state.mutate()
			.filters(bindAll(state.filters(), depth))
			.annotations(bindNamed(state.annotations(), depth))
			.groupBy(bindNullable(state.groupBy(), depth))
			.selection(switch (state.selection()) {
				case QueryState.Columns columns -> new QueryState.Columns(bindNamed(columns.columns(), depth));
				case QueryState.Instances instances -> instances;
			})
			.orderings(bindOrder(state.orderings(), depth))
			.distinct(bindNullable(state.distinct(), depth))
			.combination((combination != null) ? new QueryState.Combination(combination.operator(), combination.all(),
					combination.parts().stream().map((part) -> bind(part, depth)).toList()) : null)
			.build();
	}

	private @Nullable List<Expression> bindNullable(@Nullable List<Expression> expressions, int depth) {
		return (expressions != null) ? bindAll(expressions, depth) : null;
	}

	private List<Expression> bindAll(List<Expression> expressions, int depth) {
		return expressions.stream().map((expression) -> bind(expression, depth)).toList();
	}

	private List<QueryState.Named> bindNamed(List<QueryState.Named> named, int depth) {
		return named.stream()
			.map((one) -> new QueryState.Named(one.name(), bind(one.value(), depth), one.selected()))
			.toList();
	}

	private @Nullable List<Expression.Sort> bindOrder(@Nullable List<Expression.Sort> order, int depth) {
		return (order != null) ? order.stream()
			.map((sort) -> new Expression.Sort(bind(sort.value(), depth), sort.descending(), sort.nullsFirst()))
			.toList() : null;
	}

	/**
	 * @param depth how many query sets further out the one is that is asked
	 */
	private Expression bind(Expression expression, int depth) {
		return switch (expression) {
			case Expression.Outer outer -> bindOuter(outer, depth);
			case Expression.Subquery subquery ->
				new Expression.Subquery(bind((QueryState) subquery.query(), depth + 1));
			case Expression.Exists exists -> new Expression.Exists(bind((QueryState) exists.query(), depth + 1));
			default -> expression.mapChildren((child) -> bind(child, depth));
		};
	}

	private Expression bindOuter(Expression.Outer outer, int depth) {
		Expression operand = outer.operand();
		if (operand instanceof Expression.Outer further) {
			return (depth > 1) ? new Expression.Outer(bindOuter(further, depth - 1)) : outer;
		}
		return (depth == 1 && operand instanceof Expression.Reference)
				? new Expression.Outer(this.resolver.apply(operand)) : outer;
	}

}
