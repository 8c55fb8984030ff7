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
	 * Connects once. A database that does not answer now cannot be asked.
	 * @param slow from when on a statement is slow; null if none is
	 * @throws UnsafePoolerException if there is one that would
	 */
	public static void check(DataSource dataSource, Dialect dialect, @Nullable Duration slow) {
		PoolerDetection detection = dialect.poolerDetection();
		if (detection == null) {
			return;
		}
		try (Connection connection = dataSource.getConnection()) {
			String expected = detection.driverSession(connection);
			if (expected == null || !detection.preparesStatements(connection)) {
				return;
			}
			String session = StatementRunner.query(new SqlLog(dialect.errors(), slow), "startup", connection,
					detection.serverSession(), List.of());
			if (!expected.equals(session)) {
				throw new UnsafePoolerException(detection.withoutPreparedStatements());
			}
		}
		catch (SQLException ex) {
			logger.debug("Whether there is a pooler cannot be found out", ex);
		}
	}

}
