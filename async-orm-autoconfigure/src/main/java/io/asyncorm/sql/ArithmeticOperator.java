package io.asyncorm.sql;

/**
 * The arithmetic and bitwise operators of SQL.
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
	MODULO("%"),
	/** Power. */
	POWER("^"),
	/** Bits that both have. */
	BIT_AND("&"),
	/** Bits that one of them has. */
	BIT_OR("|"),
	/** Bits that only one of them has. */
	BIT_XOR("#"),
	/** Bits moved to the left. */
	SHIFT_LEFT("<<"),
	/** Bits moved to the right. */
	SHIFT_RIGHT(">>");

	private final String symbol;

	ArithmeticOperator(String symbol) {
		this.symbol = symbol;
	}

	/** The operator as PostgreSQL writes it. */
	public String symbol() {
		return this.symbol;
	}

}
