package io.asyncorm.sql;

/**
 * What can be done with two numbers.
 *
 * @since 0.1.0
 */
public enum ArithmeticOperator {

	/** Sum. */
	PLUS("+"),
	/** Difference. */
	MINUS("-"),
	/** Product. */
	TIMES("*"),
	/** Quotient, without fraction between integers, as the server does it. */
	DIVIDED_BY("/"),
	/** Remainder. */
	MODULO("%");

	private final String symbol;

	ArithmeticOperator(String symbol) {
		this.symbol = symbol;
	}

	/** The operator in SQL. */
	public String symbol() {
		return this.symbol;
	}

}
