package io.asyncorm.transaction;

/**
 * What the application says about a pooler between the driver and the server, such as
 * PgBouncer: not the driver's side, such as HikariCP.
 *
 * @since 0.1.0
 */
public enum Pooler {

	/**
	 * Nothing: whether there is one is found out at startup, and one is refused behind
	 * which the statements that the driver prepares would be mixed up.
	 */
	AUTO,
	/**
	 * If there is one, it carries prepared statements from session to session, as
	 * PgBouncer 1.21 or newer does with {@code max_prepared_statements}, or is in session
	 * mode.
	 */
	CARRIES_PREPARED_STATEMENTS

}
