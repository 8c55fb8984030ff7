package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.asyncorm.dialect.PoolerDetection;
import io.asyncorm.dialect.UnsafePoolerException;

/**
 * Checks at startup that no pooler between the driver and the server mixes up prepared
 * statements.
 *
 * @since 0.1.0
 */
public final class PoolerCheck {

	private PoolerCheck() {
	}

	/**
	 * Asks the server in which session it is.
	 * @throws UnsafePoolerException if there is a pooler that would mix them up
	 */
	static void check(Connection connection, PoolerDetection detection, SqlLog log) throws SQLException {
		if (isUnsafe(connection, detection, log)) {
			throw new UnsafePoolerException(detection.withoutPreparedStatements());
		}
	}

	static boolean isUnsafe(Connection connection, PoolerDetection detection, SqlLog log) throws SQLException {
		String expected = detection.driverSession(connection);
		if (expected == null || !detection.preparesStatements(connection)) {
			return false;
		}
		String session = StatementRunner.query(log, "startup", connection, detection.serverSession(), List.of());
		return !expected.equals(session);
	}

}
