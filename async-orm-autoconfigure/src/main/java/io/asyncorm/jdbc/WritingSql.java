package io.asyncorm.jdbc;

import io.asyncorm.plan.SqlWords;

/**
 * Remembers of the user's SQL whether it writes rows, by its words. Safe for use by
 * several threads.
 */
final class WritingSql {

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
				() -> !SqlWords.areWriting(sql) ? Kind.OTHER : SqlWords.areCalling(sql) ? Kind.CALL : Kind.WRITE);
	}

	private enum Kind {

		WRITE, CALL, OTHER

	}

}
