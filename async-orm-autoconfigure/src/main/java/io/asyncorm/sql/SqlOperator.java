package io.asyncorm.sql;

/**
 * The operators of arrays, which databases without such types do not have.
 *
 * @since 0.1.0
 */
public enum SqlOperator {

	/** The left one has all elements of the right one. */
	CONTAINS("@>"),
	/** The right one has all elements of the left one. */
	CONTAINED_BY("<@"),
	/** Both have an element in common. */
	OVERLAPS("&&");

	private final String symbol;

	SqlOperator(String symbol) {
		this.symbol = symbol;
	}

	/** The operator as PostgreSQL writes it. */
	public String symbol() {
		return this.symbol;
	}

}
