package io.asyncorm.sample;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Starts a PostgreSQL server for this application alone, on a free port of this machine,
 * unless {@code spring.datasource.url} names another. What it stores is in the folder
 * that {@code sample.data-folder} names, from one start to the next; if that is empty, in
 * a folder that is gone when it stops.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedDatabase.NoOther.class)
class EmbeddedDatabase {

	private static final Duration STARTUP = Duration.ofSeconds(30);

	@Bean(destroyMethod = "close")
	DataFolder dataFolder(@Value("${sample.data-folder}") String folder) throws IOException {
		return folder.isBlank() ? DataFolder.openTemporary() : DataFolder.open(Path.of(folder));
	}

	/** Not stopped by a hook of its own: that would not wait for what uses it. */
	@Bean(destroyMethod = "close")
	EmbeddedPostgres embeddedPostgres(DataFolder folder) throws IOException {
		Path programs = DataFolder
			.createPrivate(Path.of(System.getProperty("user.home"), ".cache", "async-orm-sample"));
		EmbeddedPostgres server = start(EmbeddedPostgres.builder()
			.setOverrideWorkingDirectory(programs.toFile())
			.setDataDirectory(folder.data())
			.setCleanDataDirectory(false)
			.setLocaleConfig("auth", "scram-sha-256")
			.setLocaleConfig("pwfile", folder.newPasswordFile().toString())
			.setLocaleConfig("locale", "C")
			.setLocaleConfig("locale-provider", "builtin")
			.setLocaleConfig("builtin-locale", "C.UTF-8")
			.setConnectConfig("password", folder.password())
			.setServerConfig("listen_addresses", "127.0.0.1")
			.setServerConfig("unix_socket_directories", "")
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setOutputRedirector(Redirect.to(folder.log().toFile()))
			.setPGStartupWait(STARTUP)
			.setRegisterShutdownHook(false), folder);
		folder.keepPassword();
		return server;
	}

	private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder, DataFolder folder) {
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new DataFolderException("PostgreSQL did not start on the data folder: " + ex.getMessage(),
					"See what it says in " + folder.log() + ".", ex);
		}
	}

	@Bean
	JdbcConnectionDetails embeddedPostgresConnectionDetails(EmbeddedPostgres server, DataFolder folder)
			throws IOException {
		return new Address("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort()), folder.password());
	}

	private record Address(String getJdbcUrl, String getPassword) implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return "postgres";
		}

		@Override
		public String toString() {
			return this.getJdbcUrl;
		}

	}

	static class NoOther extends NoneNestedConditions {

		NoOther() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		@ConditionalOnProperty("spring.datasource.url")
		static class Named {

		}

	}

}
