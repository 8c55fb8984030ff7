package io.asyncorm.sql;

/**
 * The comparison operators of SQL.
 *
 * @since 0.1.0
 */
public enum ComparisonOperator {

	/** Equal. */
	EQUAL("="),
	/** Different. */
	NOT_EQUAL("<>"),
	/** Less. */
	LESS("<"),
	/** Less or equal. */
	LESS_OR_EQUAL("<="),
	/** Greater. */
	GREATER(">"),
	/** Greater or equal. */
	GREATER_OR_EQUAL(">=");

	private final String symbol;

	ComparisonOperator(String symbol) {
		this.symbol = symbol;
	}

	/** The operator in SQL. */
	public String symbol() {
		return this.symbol;
	}

}
