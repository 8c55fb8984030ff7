package io.asyncorm.expression;

import org.jspecify.annotations.Nullable;

/**
 * What a user may give where a value is wanted.
 */
final class Values {

	private Values() {
	}

	/**
	 * An expression as itself, a condition or a query set as such, anything else as a
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
