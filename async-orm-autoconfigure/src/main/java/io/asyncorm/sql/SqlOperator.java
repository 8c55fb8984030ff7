package io.asyncorm.sql;

/**
 * The operators of arrays, searches and the like, which not every database has.
 *
 * @since 0.1.0
 */
public enum SqlOperator {

	/** The left one has all elements of the right one. */
	CONTAINS("@>"),
	/** The right one has all elements of the left one. */
	CONTAINED_BY("<@"),
	/** Both have an element in common. */
	OVERLAPS("&&"),
	/** The words of a text fit a search. */
	MATCHES("@@"),
	/** Two texts have enough groups of three letters in common. */
	SIMILAR("%"),
	/** The first text has words that are similar to the second one. */
	SIMILAR_WORDS("%>");

	private final String symbol;

	SqlOperator(String symbol) {
		this.symbol = symbol;
	}

	/** The operator as PostgreSQL writes it. */
	public String symbol() {
		return this.symbol;
	}

}
