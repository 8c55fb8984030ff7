package io.asyncorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Uses features of PostgreSQL's driver beyond JDBC, such as cancel by connection. Loaded
 * only where the driver is on the class path.
 */
final class PostgresConnections {

	private PostgresConnections() {
	}

	/**
	 * Cancels whatever a statement's connection is executing; false if it is not
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

	/**
	 * Whether no transaction has begun on a connection; false if it is not PostgreSQL's.
	 */
	static boolean isIdle(Connection connection) throws SQLException {
		return connection.isWrapperFor(BaseConnection.class)
				&& connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
	}

}
