package io.asyncorm.sql;

/**
 * The operators of arrays, ranges, searches and the like, which not every database has.
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
	/** The left range ends before the right one begins. */
	BEFORE("<<"),
	/** The left range begins behind the end of the right one. */
	AFTER(">>"),
	/** The left range does not begin before the right one. */
	NOT_BEFORE("&>"),
	/** The left range does not end behind the right one. */
	NOT_AFTER("&<"),
	/** One range ends where the other begins. */
	ADJACENT("-|-"),
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
