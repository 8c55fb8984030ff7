package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.PoolerDetection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds out at startup why a replica could not be read from.
 *
 * @since 0.1.0
 */
public final class ReplicaCheck {

	private static final Log logger = LogFactory.getLog(ReplicaCheck.class);

	private static final String NOT_SUPPORTED = "0A000";

	private ReplicaCheck() {
	}

	/**
	 * Asks a replica, which need not be there when the application starts.
	 * @param name what it is called
	 * @param pooler whether to ask for a pooler in front of it, too
	 * @param slow from when on a statement is slow; null if none is
	 */
	public static Finding check(String name, DataSource replica, Dialect dialect, boolean pooler,
			@Nullable Duration slow) {
		PoolerDetection detection = dialect.poolerDetection();
		if (detection == null) {
			return Finding.READABLE;
		}
		SqlLog log = new SqlLog(dialect.errors(), slow);
		try (Connection connection = replica.getConnection()) {
			if (refusesSerializable(connection, log)) {
				return Finding.REFUSES_SERIALIZABLE;
			}
			return (pooler && PoolerCheck.isUnsafe(connection, detection, log)) ? Finding.MIXES_UP_STATEMENTS
					: Finding.READABLE;
		}
		catch (SQLException | RuntimeException ex) {
			logger.warn("The replica '" + name + "' could not be asked at startup (" + ex.getMessage()
					+ "), so that it is not detected if a pooler in front of it mixes up statements, or if it refuses"
					+ " transactions that are serializable by default");
			return Finding.READABLE;
		}
	}

	private static boolean refusesSerializable(Connection connection, SqlLog log) throws SQLException {
		if (connection.getTransactionIsolation() != Connection.TRANSACTION_SERIALIZABLE) {
			return false;
		}
		try {
			StatementRunner.query(log, "startup", connection, "SELECT 1", List.of());
			return false;
		}
		catch (SQLException ex) {
			if (NOT_SUPPORTED.equals(ex.getSQLState())) {
				return true;
			}
			throw ex;
		}
	}

	/** What is found. */
	public enum Finding {

		/** Nothing that is in the way. */
		READABLE,
		/**
		 * Its transactions are serializable unless they say something else, which a
		 * standby refuses.
		 */
		REFUSES_SERIALIZABLE,
		/** A pooler in front of it mixes up prepared statements. */
		MIXES_UP_STATEMENTS

	}

}
