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
	 * Advisory locks of the server that the rows of a tenant are on, where they are
	 * distributed over several servers by their tenants.
	 */
	TENANT,

	/**
	 * Rows of a table, where advisory locks hold on one of several nodes only, and these
	 * commit together.
	 */
	TABLE,

	/** Nothing: what would need a lock is refused. */
	REFUSED

}
