package io.asyncorm.expression;

import org.jspecify.annotations.Nullable;

/**
 * Converts arguments of the API to expressions.
 */
final class Values {

	private Values() {
	}

	/**
	 * Converts an expression, condition or query set to its tree, and anything else to a
	 * constant.
	 */
	static Expression toExpression(@Nullable Object value) {
		if (value instanceof Expr<?> expression) {
			return expression.tree();
		}
		if (value instanceof Q<?> condition) {
			return condition.tree();
		}
		if (value instanceof Subselect query) {
			return new Expression.Subquery(query);
		}
		return Expression.Value.of(value);
	}

}
