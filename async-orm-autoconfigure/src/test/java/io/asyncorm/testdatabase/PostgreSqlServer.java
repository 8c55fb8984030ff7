package io.asyncorm.testdatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The one PostgreSQL server of this JVM. Safe for use by several threads.
 */
final class PostgreSqlServer {

	private static final String LIBC_LOCALE = "locale_provider libc lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'";

	private static final String BUILTIN_LOCALE = "locale_provider builtin builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C'";

	private final DatabaseAddress maintenance;

	private final String strategy;

	private final Queue<String> created = new ConcurrentLinkedQueue<>();

	PostgreSqlServer(DatabaseAddress maintenance) {
		this(maintenance, "");
	}

	private PostgreSqlServer(DatabaseAddress maintenance, String strategy) {
		this.maintenance = maintenance;
		this.strategy = strategy;
	}

	/**
	 * One that copies files for a new database, instead of writing all that is in them to
	 * its log, too: less work where the files are in memory.
	 */
	PostgreSqlServer copyingFiles() {
		return new PostgreSqlServer(this.maintenance, "strategy file_copy ");
	}

	static PostgreSqlServer running() {
		return Running.SERVER;
	}

	/**
	 * Asks the server, which also proves that it answers.
	 */
	String version() {
		try (Connection connection = this.maintenance.connect()) {
			return connection.getMetaData().getDatabaseProductVersion();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("No PostgreSQL server at '" + this.maintenance.url() + "'", ex);
		}
	}

	DatabaseAddress createDatabase() {
		String name = "test_" + UUID.randomUUID().toString().replace("-", "");
		try (Connection connection = this.maintenance.connect(); Statement statement = connection.createStatement()) {
			createDatabase(statement, name);
			this.created.add(name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Cannot create a database at '" + this.maintenance.url() + "'", ex);
		}
		return address(name);
	}

	/**
	 * Not every platform has the locale C.UTF-8; PostgreSQL brings its own since version
	 * 17.
	 */
	private void createDatabase(Statement statement, String name) throws SQLException {
		String create = "create database " + name + " template template0 encoding 'UTF8' " + this.strategy;
		try {
			statement.execute(create + LIBC_LOCALE);
		}
		catch (SQLException ex) {
			try {
				statement.execute(create + BUILTIN_LOCALE);
			}
			catch (SQLException again) {
				again.addSuppressed(ex);
				throw again;
			}
		}
	}

	void dropDatabase(String name) throws SQLException {
		try (Connection connection = this.maintenance.connect(); Statement statement = connection.createStatement()) {
			statement.execute("drop database if exists " + name + " with (force)");
			this.created.remove(name);
		}
	}

	/**
	 * For a server that outlives this JVM: leaves it as it was.
	 */
	void dropDatabasesAtExit() {
		Runtime.getRuntime().addShutdownHook(new Thread(this::dropDatabases, "drop-test-databases"));
	}

	private void dropDatabases() {
		try (Connection connection = this.maintenance.connect(); Statement statement = connection.createStatement()) {
			for (String name : this.created) {
				statement.execute("drop database if exists " + name + " with (force)");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Cannot drop the databases " + this.created, ex);
		}
	}

	private DatabaseAddress address(String database) {
		String url = this.maintenance.url().replaceFirst("(jdbc:postgresql:(?://[^/]*/)?)[^?]*", "$1" + database);
		return new DatabaseAddress(url, this.maintenance.username(), this.maintenance.password());
	}

	/**
	 * Started when the first test asks for it.
	 */
	private static final class Running {

		private static final PostgreSqlServer SERVER = PostgreSqlProvider.startConfigured();

	}

}
