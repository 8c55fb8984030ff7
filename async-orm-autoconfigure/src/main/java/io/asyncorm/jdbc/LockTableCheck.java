package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
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
	 * Asks for the table, as the locks do.
	 * @throws MissingLockTableException if it cannot be read
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
		boolean autoCommit = connection.getAutoCommit();
		connection.setAutoCommit(false);
		try {
			StatementRunner.query(new SqlLog(dialect.errors(), null), "startup", connection, own.acquire(),
					List.of(own.row(0)));
		}
		catch (SQLException ex) {
			throw new MissingLockTableException(own.table(), own.create());
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(autoCommit);
		}
	}

}
