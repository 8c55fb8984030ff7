package io.asyncorm.jdbc;

import java.util.regex.Pattern;

/**
 * Tells by its words whether the user's SQL writes rows, such as {@code insert ...
 * returning}. Safe for use by several threads.
 */
final class WritingSql {

	/** What comes before is passed over once, without a way back. */
	private static final String BEGINNING = "^(?:\\s++|--.*+$|/\\*(?s:.*?)\\*/|\\()*+";

	private static final String WRITE = "(?:insert|update|delete|merge|replace)\\b";

	/**
	 * As a statement, as a part of WITH, or in H2's data change tables.
	 */
	private static final Pattern WRITES = Pattern.compile(
			BEGINNING + "(?:" + WRITE + "|(?:call|do)\\b|with\\b(?s:.*)[()]\\s*" + WRITE
					+ "|select\\b(?s:.*)\\btable\\s*\\(\\s*" + WRITE + ")",
			Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

	private static final Pattern CALL = Pattern.compile(BEGINNING + "(?:call|do)\\b",
			Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

	private final StatementCache<Kind> known = new StatementCache<>(StatementCache.DEFAULT_CAPACITY,
			(sql, kind) -> sql.toString().length());

	/** Whether it may write. */
	boolean writes(String sql) {
		return kind(sql) != Kind.OTHER;
	}

	/**
	 * Whether it writes, and does nothing that needs to be outside of a transaction, as a
	 * procedure or a block that commits does.
	 */
	boolean writesOnly(String sql) {
		return kind(sql) == Kind.WRITE;
	}

	/** Whether it calls a procedure, or runs a block, which may commit. */
	boolean calls(String sql) {
		return kind(sql) == Kind.CALL;
	}

	private Kind kind(String sql) {
		return this.known.get(sql,
				() -> !isWriting(sql) ? Kind.OTHER : CALL.matcher(sql).lookingAt() ? Kind.CALL : Kind.WRITE);
	}

	static boolean isWriting(String sql) {
		return WRITES.matcher(sql).lookingAt();
	}

	private enum Kind {

		WRITE, CALL, OTHER

	}

}
