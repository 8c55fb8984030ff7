package io.asyncorm.dialect;

/**
 * What keeps callers apart who look for the same row at once, where no unique key does.
 *
 * @since 0.1.0
 */
public enum AdvisoryLocks {

	/** Advisory locks of the database, which hold wherever somebody is connected. */
	EVERYWHERE,

	/**
	 * Rows of a table, where advisory locks hold on one of several nodes only, and these
	 * commit together.
	 */
	TABLE,

	/** Nothing: what would need a lock is refused. */
	REFUSED

}
