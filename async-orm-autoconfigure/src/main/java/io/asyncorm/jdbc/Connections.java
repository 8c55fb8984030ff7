package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.ClassUtils;

/**
 * Gives connections back, or makes sure that nobody gets them again.
 */
final class Connections {

	private static final Log logger = LogFactory.getLog(Connections.class);

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			Connections.class.getClassLoader());

	private static final boolean POSTGRESQL = ClassUtils.isPresent("org.postgresql.core.BaseConnection",
			Connections.class.getClassLoader());

	/**
	 * Classes of SQLSTATE after which a connection is of no use: connection failure,
	 * server failure.
	 */
	private static final String[] BROKEN = { "08", "57P", "58", "XX", "F0" };

	/**
	 * Classes of SQLSTATE that speak of the statement and not of the connection, which
	 * its pool or the server may have closed all the same.
	 */
	private static final String[] HARMLESS = { "0A", "21", "22", "23", "25", "40", "42", "44", "55", "57014", "P0",
			"HYT00" };

	private Connections() {
	}

	/** Gives a connection back to where it came from. */
	static void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			logger.debug("A connection could not be closed", ex);
		}
	}

	/** Undoes what was not committed; a connection that is lost has done so itself. */
	static void rollback(Connection connection) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			logger.debug("A connection could not be rolled back", ex);
		}
	}

	/** Takes a connection out of its pool and closes it for good. */
	static void evict(DataSource dataSource, Connection connection) {
		if (!HIKARI || !HikariPools.evict(dataSource, connection)) {
			abort(connection);
			letPoolNotice(connection);
		}
		close(connection);
	}

	/** Breaks a connection, also under a statement that is running on it. */
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
	 * Cancels what a connection does; called by another thread than the one that waits
	 * for it. PostgreSQL's statements hear only the first cancel, even if it came before
	 * the server had begun; its connections hear each.
	 */
	static void cancel(Statement statement) throws SQLException {
		if (!POSTGRESQL || !PostgresConnections.cancel(statement)) {
			statement.cancel();
		}
	}

	/**
	 * Whether a connection is lost with an error. Where the error does not say, the
	 * connection is asked.
	 */
	static boolean isBrokenBy(SQLException error, Connection connection) {
		String state = String.valueOf(error.getSQLState());
		if (Arrays.stream(BROKEN).anyMatch(state::startsWith)) {
			return true;
		}
		try {
			boolean harmless = Arrays.stream(HARMLESS).anyMatch(state::startsWith);
			return harmless ? connection.isClosed() : !connection.isValid(1);
		}
		catch (SQLException ex) {
			return true;
		}
	}

}
