package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Finds out at startup whether a replica refuses each statement, as a standby does whose
 * transactions are serializable unless they say something else.
 *
 * @since 0.1.0
 */
public final class ReplicaCheck {

	private static final String NOT_SUPPORTED = "0A000";

	private ReplicaCheck() {
	}

	/**
	 * Asks a replica, which need not be there when the application starts.
	 * @param slow from when on a statement is slow; null if none is
	 */
	public static boolean refusesSerializable(DataSource replica, Dialect dialect, @Nullable Duration slow) {
		try (Connection connection = replica.getConnection()) {
			return connection.getTransactionIsolation() == Connection.TRANSACTION_SERIALIZABLE
					&& refuses(connection, new SqlLog(dialect.errors(), slow));
		}
		catch (SQLException | RuntimeException ex) {
			return false; // its reads say why, and its pooler's check warned
		}
	}

	private static boolean refuses(Connection connection, SqlLog log) throws SQLException {
		try {
			StatementRunner.query(log, "startup", connection, "SELECT 1", List.of());
			return false;
		}
		catch (SQLException ex) {
			return NOT_SUPPORTED.equals(ex.getSQLState());
		}
	}

}
