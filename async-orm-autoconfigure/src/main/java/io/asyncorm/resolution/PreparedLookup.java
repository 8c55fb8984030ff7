package io.asyncorm.resolution;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.plan.QueryTemplate;
import org.jspecify.annotations.Nullable;

/**
 * A lookup whose names are resolved, and whose value is not known yet. Immutable.
 *
 * @param operand what is compared
 * @param lookup how it is compared
 * @param type the type of the value
 * @param values makes the condition of a value
 */
record PreparedLookup(Expression operand, Lookup lookup, Class<?> type, LookupValues values) {

	/** The condition with a parameter in place of the value. */
	Expression test(int parameter) {
		return new Expression.Test(this.operand, this.lookup, QueryTemplate.parameter(parameter, this.type));
	}

	/**
	 * The value as it is bound; null if the condition of this one is not as that of
	 * others, such as that of a null, of an expression, or of a number that no column
	 * holds.
	 */
	@Nullable Object bind(@Nullable Object value) {
		if (value == null || ExpressionAccess.findTree(value) != null) {
			return null;
		}
		return (this.values.one(this.operand, value) instanceof Expression.Test test && test.operand() == this.operand
				&& test.lookup() == this.lookup && test.value() instanceof Expression.Value bound && !bound.array()
				&& bound.type() == this.type) ? bound.value() : null;
	}

}
