package io.asyncorm.plan;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;

/**
 * Puts conditions together with and, or and not, in the simplest form.
 *
 * @since 0.1.0
 */
public final class Junctions {

	private Junctions() {
	}

	/**
	 * All of these, in the simplest form: what always holds is left out, and what never
	 * holds decides.
	 */
	public static Expression all(List<Expression> operands) {
		List<Expression> parts = new ArrayList<>(operands.size());
		for (Expression operand : operands) {
			if (operand.equals(Expression.FALSE)) {
				return Expression.FALSE;
			}
			if (operand instanceof Expression.And and) {
				parts.addAll(and.operands());
			}
			else {
				parts.add(operand);
			}
		}
		return (parts.size() == 1) ? parts.get(0) : new Expression.And(parts);
	}

	/**
	 * One of these, in the simplest form: what never holds is left out, and what always
	 * holds decides.
	 */
	public static Expression any(List<Expression> operands) {
		List<Expression> parts = new ArrayList<>(operands.size());
		for (Expression operand : operands) {
			if (operand.equals(Expression.TRUE)) {
				return Expression.TRUE;
			}
			if (operand instanceof Expression.Or or) {
				parts.addAll(or.operands());
			}
			else {
				parts.add(operand);
			}
		}
		return (parts.size() == 1) ? parts.get(0) : new Expression.Or(parts);
	}

	/** An odd number of these. */
	public static Expression odd(List<Expression> operands) {
		List<Expression> parts = new ArrayList<>(operands.size());
		for (Expression operand : operands) {
			if (operand instanceof Expression.Xor xor) {
				parts.addAll(xor.operands());
			}
			else {
				parts.add(operand);
			}
		}
		return new Expression.Xor(parts);
	}

	/** The opposite, in the simplest form. */
	public static Expression not(Expression operand) {
		if (operand.equals(Expression.TRUE)) {
			return Expression.FALSE;
		}
		return operand.equals(Expression.FALSE) ? Expression.TRUE : new Expression.Not(operand);
	}

}
