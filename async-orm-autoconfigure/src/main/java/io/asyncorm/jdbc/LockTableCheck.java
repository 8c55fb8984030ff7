package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.dialect.MissingLockTableException;
import io.asyncorm.dialect.NumberedLocks;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Checks at startup that there is a table for locks, where one is needed.
 *
 * @since 0.1.0
 */
public final class LockTableCheck {

	private static final Log logger = LogFactory.getLog(LockTableCheck.class);

	private LockTableCheck() {
	}

	/**
	 * Asks for the table, without waiting for those who hold a lock.
	 * @throws MissingLockTableException if it is not there
	 */
	public static void check(DataSource dataSource, Dialect dialect) {
		if (!(dialect.locks() instanceof NumberedLocks.OfTable own)) {
			return;
		}
		try (Connection connection = dataSource.getConnection()) {
			check(connection, own, dialect);
		}
		catch (SQLException ex) {
			logger.warn("The database could not be asked at startup for the table '" + own.table() + "' ("
					+ ex.getMessage() + "), so that upserts which need a lock may fail");
		}
	}

	private static void check(Connection connection, NumberedLocks.OfTable own, Dialect dialect) throws SQLException {
		try {
			StatementRunner.query(new SqlLog(dialect.errors(), null), "startup", connection,
					"SELECT 1 FROM " + own.table() + " WHERE false", List.of());
		}
		catch (SQLException ex) {
			if (dialect.errors().kind(ex) != ErrorKind.MISSING_TABLE) {
				throw ex;
			}
			MissingLockTableException missing = new MissingLockTableException(own.table(), own.create());
			missing.initCause(ex);
			throw missing;
		}
		finally {
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
		}
	}

}
