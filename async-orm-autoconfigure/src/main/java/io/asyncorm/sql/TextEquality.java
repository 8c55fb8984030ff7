package io.asyncorm.sql;

/**
 * Which texts are the same to a column: those that differ in no more than what it
 * ignores. Immutable.
 *
 * @param ignoresCase whether {@code A} is {@code a}
 * @param ignoresAccents whether {@code á} is {@code a}
 * @param ignoresBlanks whether blanks at the end count for nothing, as in {@code char(n)}
 * @since 0.1.0
 */
public record TextEquality(boolean ignoresCase, boolean ignoresAccents, boolean ignoresBlanks) {

	/** No two texts are the same. */
	public static final TextEquality EXACT = new TextEquality(false, false, false);

}
