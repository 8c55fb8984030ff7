package io.asyncorm.testdatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.h2.api.ErrorCode;
import org.opentest4j.TestAbortedException;

import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The databases that a test runs on. A test for all of them is a
 * {@code @ParameterizedClass} or {@code @ParameterizedTest} with
 * {@code @EnumSource(TestDatabase.class)}.
 */
public enum TestDatabase {

	/**
	 * PostgreSQL 18 in a container, from embedded binaries or named by a URL, see
	 * {@link PostgreSqlProvider}.
	 */
	POSTGRESQL {

		@Override
		public DatabaseAddress create() {
			return PostgreSqlServer.running().createDatabase();
		}

		@Override
		void drop(DatabaseAddress address) throws SQLException {
			PostgreSqlServer.running().dropDatabase(address.databaseName());
		}

	},

	/**
	 * H2 in memory, with the settings that Spring Boot gives an embedded database.
	 */
	H2 {

		@Override
		public DatabaseAddress create() {
			String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
			return new DatabaseAddress(url, "sa", "");
		}

		@Override
		void drop(DatabaseAddress address) throws SQLException {
			try (Connection connection = address.connect(); Statement statement = connection.createStatement()) {
				statement.execute("shutdown immediately");
			}
		}

	},

	/**
	 * MariaDB as it is installed, or in a container, see {@link MariaDbServer}: where it
	 * can be had.
	 */
	MARIADB {

		@Override
		public DatabaseAddress create() {
			return MariaDbServer.running().createDatabase();
		}

		@Override
		void drop(DatabaseAddress address) throws SQLException {
			MariaDbServer.running().dropDatabase(address.databaseName());
		}

	};

	private static final Log logger = LogFactory.getLog(TestDatabase.class);

	/**
	 * How many other sessions execute a statement that has a text in it, or -1 where that
	 * cannot be told at this moment: H2 fails to list a session whose transaction is just
	 * ending.
	 */
	public long countExecuting(JdbcClient jdbc, String text) {
		String sql = switch (this) {
			case H2 -> "select count(*) from information_schema.sessions where executing_statement like ? "
					+ "and session_id <> session_id()";
			case POSTGRESQL -> "select count(*) from pg_stat_activity where query like ? and state = 'active' "
					+ "and datname = current_database() and pid <> pg_backend_pid()";
			case MARIADB -> "select count(*) from information_schema.processlist where info like ? "
					+ "and db = database() and id <> connection_id()";
		};
		try {
			return jdbc.sql(sql).param("%" + text + "%").query(Long.class).single();
		}
		catch (UncategorizedSQLException ex) {
			if (this == H2 && ex.getSQLException() != null
					&& ex.getSQLException().getErrorCode() == ErrorCode.GENERAL_ERROR_1) {
				return -1;
			}
			throw ex;
		}
	}

	/**
	 * Reports a test as skipped, with the reason, where the database lacks what the test
	 * is about.
	 */
	public static void require(boolean there, String reason) {
		if (!there) {
			throw new TestAbortedException(reason);
		}
	}

	/**
	 * Creates a new, empty database, which is there until the JVM ends.
	 */
	public abstract DatabaseAddress create();

	/**
	 * Creates a new, empty database and returns a pool on it, which the caller closes:
	 * that drops the database.
	 */
	public HikariDataSource create(int poolSize) {
		DatabaseAddress address = create();
		return address.openPool(poolSize, () -> dropIfPossible(address));
	}

	/** What cannot be dropped goes with the server. */
	private void dropIfPossible(DatabaseAddress address) {
		try {
			drop(address);
		}
		catch (SQLException ex) {
			logger.debug("Cannot drop " + address.url(), ex);
		}
	}

	abstract void drop(DatabaseAddress address) throws SQLException;

	/**
	 * Creates a new, empty database and returns a pool on it whose sessions are in UTC,
	 * where otherwise they are in the time zone of the JVM.
	 */
	public HikariDataSource createInUtc(int poolSize) {
		HikariDataSource pool = create(poolSize);
		pool.setConnectionInitSql((this == MARIADB) ? "set time_zone = '+00:00'" : "set time zone 'UTC'");
		return pool;
	}

}
