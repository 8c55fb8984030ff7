package io.asyncorm.testdatabase;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Where the PostgreSQL server of the tests comes from. The system property
 * {@value #PROPERTY} names one of {@code testcontainers}, {@code embedded} and
 * {@code url}; {@code auto}, which is the default, takes the first of them that works.
 */
enum PostgreSqlProvider {

	/**
	 * A container, where Docker answers.
	 */
	TESTCONTAINERS {

		@Override
		boolean isAvailable() {
			return DockerClientFactory.instance().isDockerAvailable();
		}

		@Override
		@SuppressWarnings("resource") // Testcontainers stops it when the JVM ends
		PostgreSqlServer start() {
			PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
			container.withSharedMemorySize(256L * 1024 * 1024);
			container.withTmpFs(Map.of("/var/lib/postgresql", "rw"));
			container.setCommand("postgres", "-c", "fsync=off", "-c", "max_connections=" + MAX_CONNECTIONS);
			container.start();
			return new PostgreSqlServer(
					new DatabaseAddress(container.getJdbcUrl(), container.getUsername(), container.getPassword()))
				.copyingFiles();
		}

	},

	/**
	 * The binaries that Maven brings, as a process of our own.
	 */
	EMBEDDED {

		@Override
		boolean isAvailable() {
			return true;
		}

		@Override
		@SuppressWarnings("resource") // stopped by its own shutdown hook
		PostgreSqlServer start() throws IOException {
			EmbeddedPostgres server = EmbeddedPostgres.builder()
				.setDataDirectory(ServerFolders.create("postgresql"))
				.setLocaleConfig("locale", "C")
				.setServerConfig("fsync", "off")
				.setServerConfig("max_connections", String.valueOf(MAX_CONNECTIONS))
				.setPGStartupWait(OwnPostgreSqlServer.PATIENCE)
				.start();
			return new PostgreSqlServer(
					new DatabaseAddress(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"))
				.copyingFiles();
		}

	},

	/**
	 * A server that runs already, named by the properties {@code spring.datasource.url},
	 * {@code username} and {@code password} or the environment variables of these names.
	 */
	URL {

		@Override
		boolean isAvailable() {
			return setting("spring.datasource.url").isPresent();
		}

		@Override
		PostgreSqlServer start() {
			String url = setting("spring.datasource.url")
				.orElseThrow(() -> new IllegalStateException("'spring.datasource.url' names no PostgreSQL server"));
			PostgreSqlServer server = new PostgreSqlServer(
					new DatabaseAddress(url, setting("spring.datasource.username").orElse("postgres"),
							setting("spring.datasource.password").orElse("")));
			server.dropDatabasesAtExit();
			return server;
		}

	};

	static final String PROPERTY = "async-orm.test.database";

	private static final int MAX_CONNECTIONS = 300;

	private static final Log logger = LogFactory.getLog(PostgreSqlProvider.class);

	abstract boolean isAvailable();

	abstract PostgreSqlServer start() throws IOException;

	static PostgreSqlServer startConfigured() {
		List<PostgreSqlProvider> candidates = named(System.getProperty(PROPERTY, "auto"));
		IllegalStateException failure = new IllegalStateException("No PostgreSQL for the tests from " + candidates);
		for (PostgreSqlProvider provider : candidates) {
			try {
				if (candidates.size() == 1 || provider.isAvailable()) {
					PostgreSqlServer server = provider.start();
					logger.info("PostgreSQL " + server.version() + " for the tests: " + provider.toProperty());
					return server;
				}
			}
			catch (IOException | RuntimeException ex) {
				logger.warn("PostgreSQL for the tests: " + provider.toProperty() + " does not work: " + ex);
				failure.addSuppressed(ex);
			}
		}
		throw failure;
	}

	static List<PostgreSqlProvider> named(String name) {
		if (name.equals("auto")) {
			return List.of(values());
		}
		return Arrays.stream(values())
			.filter((provider) -> provider.toProperty().equals(name))
			.findFirst()
			.map(List::of)
			.orElseThrow(() -> new IllegalArgumentException("Unknown value '" + name + "' of '" + PROPERTY
					+ "', choices are: auto, testcontainers, embedded, url"));
	}

	private String toProperty() {
		return name().toLowerCase(Locale.ROOT);
	}

	private static Optional<String> setting(String name) {
		return Optional.ofNullable(System.getProperty(name))
			.or(() -> Optional.ofNullable(System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_'))))
			.filter((value) -> !value.isBlank());
	}

}
