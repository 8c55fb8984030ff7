package io.asyncorm.expression;

/**
 * How much the words of a {@link SearchVector} count in a {@link SearchRank}; by default
 * 1.0, 0.4, 0.2 and 0.1.
 *
 * @since 0.1.0
 */
public enum SearchWeight {

	/** The most. */
	A,

	/** Less. */
	B,

	/** Still less. */
	C,

	/** The least, as words without a weight. */
	D

}
