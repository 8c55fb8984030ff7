package io.asyncorm.jdbc;

import java.util.regex.Pattern;

/**
 * Tells by its words whether a query of the user's both writes and returns rows, such as
 * {@code insert ... returning}. Safe for use by several threads.
 */
final class WritingSql {

	private static final String WRITE = "(?:insert|update|delete|merge|replace)\\b";

	/**
	 * As a statement, as a part of WITH, or in H2's data change tables. What comes before
	 * is passed over once, without a way back.
	 */
	private static final Pattern WRITES = Pattern.compile(
			"^(?:\\s++|--.*+$|/\\*(?s:.*?)\\*/|\\()*+(?:" + WRITE + "|call\\b|with\\b(?s:.*)\\(\\s*" + WRITE
					+ "|select\\b(?s:.*)\\btable\\s*\\(\\s*" + WRITE + ")",
			Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

	private final StatementCache<Boolean> known = new StatementCache<>(StatementCache.DEFAULT_CAPACITY,
			(sql, writes) -> sql.toString().length());

	boolean writes(String sql) {
		return this.known.get(sql, () -> isWriting(sql));
	}

	static boolean isWriting(String sql) {
		return WRITES.matcher(sql).lookingAt();
	}

}
