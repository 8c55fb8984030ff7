package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.PoolerDetection;
import io.asyncorm.dialect.UnsafePoolerException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Checks at startup that no pooler between the driver and the server mixes up prepared
 * statements.
 *
 * @since 0.1.0
 */
public final class PoolerCheck {

	private static final Log logger = LogFactory.getLog(PoolerCheck.class);

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

	/**
	 * Asks a replica, which need not be there when the application starts.
	 * @param name what it is called
	 * @param slow from when on a statement is slow; null if none is
	 * @throws UnsafePoolerException if there is a pooler in front of it that would mix
	 * them up
	 */
	public static void checkReplica(String name, DataSource replica, Dialect dialect, @Nullable Duration slow) {
		PoolerDetection detection = dialect.poolerDetection();
		if (detection != null && isUnsafe(name, replica, detection, new SqlLog(dialect.errors(), slow))) {
			throw new UnsafePoolerException(detection.withoutPreparedStatements(), name);
		}
	}

	private static boolean isUnsafe(String name, DataSource replica, PoolerDetection detection, SqlLog log) {
		try (Connection connection = replica.getConnection()) {
			return isUnsafe(connection, detection, log);
		}
		catch (SQLException | RuntimeException ex) {
			logger.warn("The replica '" + name + "' could not be asked at startup (" + ex.getMessage()
					+ "), so that a pooler in front of it that mixes up statements is not detected");
			return false;
		}
	}

	private static boolean isUnsafe(Connection connection, PoolerDetection detection, SqlLog log) throws SQLException {
		String expected = detection.driverSession(connection);
		if (expected == null || !detection.preparesStatements(connection)) {
			return false;
		}
		String session = StatementRunner.query(log, "startup", connection, detection.serverSession(), List.of());
		return !expected.equals(session);
	}

}
