package io.asyncorm.lookup;

import io.asyncorm.sql.ArithmeticOperator;

/**
 * The operators that values are computed with. Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public enum Operator {

	/** Sum. */
	PLUS(ArithmeticOperator.PLUS),

	/** Difference. */
	MINUS(ArithmeticOperator.MINUS),

	/** Product. */
	TIMES(ArithmeticOperator.TIMES),

	/** Quotient. */
	DIVIDED_BY(ArithmeticOperator.DIVIDED_BY),

	/** Remainder. */
	MODULO(ArithmeticOperator.MODULO),

	/** Power. */
	POWER(ArithmeticOperator.POWER),

	/** Bits that both have. */
	BIT_AND(ArithmeticOperator.BIT_AND),

	/** Bits that one of them has. */
	BIT_OR(ArithmeticOperator.BIT_OR),

	/** Bits that only one of them has. */
	BIT_XOR(ArithmeticOperator.BIT_XOR),

	/** Bits moved to the left. */
	SHIFT_LEFT(ArithmeticOperator.SHIFT_LEFT),

	/** Bits moved to the right. */
	SHIFT_RIGHT(ArithmeticOperator.SHIFT_RIGHT);

	private final ArithmeticOperator operator;

	Operator(ArithmeticOperator operator) {
		this.operator = operator;
	}

	/** The operator in SQL. */
	public ArithmeticOperator operator() {
		return this.operator;
	}

	/** Whether it goes by bits. */
	public boolean isBitwise() {
		return switch (this) {
			case BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT -> true;
			case PLUS, MINUS, TIMES, DIVIDED_BY, MODULO, POWER -> false;
		};
	}

	/** As it is written. */
	@Override
	public String toString() {
		return this.operator.symbol();
	}

}
