package io.asyncorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a pooler stands between a driver and its server, by the session that
 * the driver believes to be in. Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface PoolerDetection {

	/**
	 * The session that the driver was given when it connected; null if it does not tell,
	 * or is another driver.
	 */
	@Nullable String driverSession(Connection connection) throws SQLException;

	/** The query for the session that it really runs in. */
	String serverSession();

	/** Whether the driver prepares statements that stay in the session. */
	boolean preparesStatements(Connection connection) throws SQLException;

	/** The parameter of the JDBC URL that keeps it from that. */
	String withoutPreparedStatements();

}
