package io.asyncorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PreferQueryMode;

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
	 * Whether a statement that is only to be described is not executed: in its simple
	 * mode, the driver knows no other way.
	 */
	static boolean parsesAlone(Connection connection) throws SQLException {
		return connection.isWrapperFor(PGConnection.class)
				&& connection.unwrap(PGConnection.class).getPreferQueryMode() != PreferQueryMode.SIMPLE;
	}

	/** The driver's own behind another; the same if it is not PostgreSQL's. */
	static Connection driverConnection(Connection connection) throws SQLException {
		return connection.isWrapperFor(BaseConnection.class) ? connection.unwrap(BaseConnection.class) : connection;
	}

	/**
	 * How far the transaction of a connection is; unknown if it is not PostgreSQL's.
	 */
	static TransactionState transactionState(Connection connection) throws SQLException {
		if (!connection.isWrapperFor(BaseConnection.class)) {
			return TransactionState.UNKNOWN;
		}
		return switch (connection.unwrap(BaseConnection.class).getTransactionState()) {
			case IDLE -> TransactionState.NOT_BEGUN;
			case OPEN -> TransactionState.OPEN;
			case FAILED -> TransactionState.ABORTED;
		};
	}

}
