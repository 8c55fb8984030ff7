package io.asyncorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.core.BaseConnection;

/**
 * What PostgreSQL's connections can do beyond JDBC. Loaded only where its driver is on
 * the class path.
 */
final class PostgresConnections {

	private PostgresConnections() {
	}

	/**
	 * Cancels what the server does for a statement's connection; false if it is not
	 * PostgreSQL's.
	 */
	static boolean cancel(Statement statement) throws SQLException {
		Connection connection = statement.getConnection();
		if (connection == null || !connection.isWrapperFor(BaseConnection.class)) {
			return false;
		}
		connection.unwrap(BaseConnection.class).cancelQuery();
		return true;
	}

}
