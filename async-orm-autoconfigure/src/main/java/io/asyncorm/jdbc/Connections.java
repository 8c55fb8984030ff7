package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

import javax.sql.DataSource;

import io.asyncorm.dialect.ConnectionFate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.ClassUtils;

/**
 * Returns connections to their pool, or evicts and closes those that must not be used
 * again.
 */
final class Connections {

	private static final Log logger = LogFactory.getLog(Connections.class);

	/** SQL's state for what was not sent, as there is no connection any more. */
	static final String NONE = "08003";

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			Connections.class.getClassLoader());

	private Connections() {
	}

	/**
	 * Returns a connection to its pool. Of one that was just evicted, HikariCP may find
	 * nothing left to reset, and fails with a NullPointerException, which must not hide
	 * why it was evicted.
	 */
	static void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("A connection could not be closed", ex);
		}
	}

	/**
	 * Rolls back what was not committed; a connection that is lost has done so itself.
	 */
	static void rollback(Connection connection) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			logger.debug("A connection could not be rolled back", ex);
		}
	}

	/**
	 * Commits. On a connection that is closed already no commit can be sent, which is
	 * told: some drivers fail then as they do where its answer is lost.
	 */
	static void commit(Connection connection) throws SQLException {
		if (isClosed(connection)) {
			throw new SQLNonTransientConnectionException("The connection was closed before the commit could be sent,"
					+ " so that nothing of the transaction is stored", NONE);
		}
		connection.commit();
	}

	/**
	 * Whether a connection is known to be closed. Pools know only of those that they
	 * closed themselves, so that the driver's is asked.
	 */
	private static boolean isClosed(Connection connection) {
		try {
			return connection.isClosed()
					|| connection.isWrapperFor(Connection.class) && connection.unwrap(Connection.class).isClosed();
		}
		catch (SQLException ex) {
			logger.debug("A connection does not tell whether it is closed", ex);
			return false;
		}
	}

	/**
	 * Evicts a connection from its pool and closes it for good. It is aborted first: the
	 * pool would roll back, and wait for a server that does not answer any more.
	 */
	static void evict(DataSource dataSource, Connection connection) {
		abort(connection);
		if (!HIKARI || !HikariPools.evict(dataSource, connection)) {
			letPoolNotice(connection);
		}
		close(connection);
	}

	/**
	 * Breaks a connection, even while a statement is executing on it. Some drivers first
	 * tell the server, and wait for it.
	 */
	static void abort(Connection connection) {
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException ex) {
			logger.debug("A connection could not be aborted", ex);
		}
	}

	/**
	 * Pools drop a connection when one of its methods fails, but do not look at each that
	 * comes back.
	 */
	private static void letPoolNotice(Connection connection) {
		try {
			logger.debug("A connection that was aborted still answers: " + connection.getMetaData());
		}
		catch (SQLException ex) {
			logger.trace("A connection was aborted", ex);
		}
	}

	/**
	 * Whether a connection was asked to take no writes, as by the settings of its pool.
	 */
	static boolean isReadOnly(Connection connection) {
		try {
			return connection.isReadOnly();
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/**
	 * Whether a connection is lost with an error. Where the error does not say, the
	 * connection is asked.
	 */
	static boolean isBrokenBy(ConnectionFate fate, Connection connection) {
		try {
			return switch (fate) {
				case LOST -> true;
				case KEPT -> connection.isClosed();
				case UNKNOWN -> !connection.isValid(1);
			};
		}
		catch (SQLException ex) {
			return true;
		}
	}

}
