package io.asyncorm.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Starts a PostgreSQL server for this application alone, on a free port of this machine,
 * unless {@code spring.datasource.url} names another. Its password is drawn at each
 * start; its programs and data are in a folder that nobody else can open, and the data is
 * gone when it stops.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedDatabase.NoOther.class)
class EmbeddedDatabase {

	private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

	private final String password = drawPassword();

	/** Not stopped by a hook of its own: that would not wait for what uses it. */
	@Bean(destroyMethod = "close")
	EmbeddedPostgres embeddedPostgres() throws IOException {
		Path folder = createPrivateFolder(Path.of(System.getProperty("user.home"), ".cache", "async-orm-sample"));
		Path passwordFile = Files.createTempFile(folder, "password", null);
		try {
			Files.writeString(passwordFile, this.password);
			return EmbeddedPostgres.builder()
				.setOverrideWorkingDirectory(folder.toFile())
				.setDataDirectory(Files.createTempDirectory(folder, "data"))
				.setLocaleConfig("auth", "scram-sha-256")
				.setLocaleConfig("pwfile", passwordFile.toString())
				.setLocaleConfig("locale", "C")
				.setLocaleConfig("locale-provider", "builtin")
				.setLocaleConfig("builtin-locale", "C.UTF-8")
				.setConnectConfig("password", this.password)
				.setServerConfig("listen_addresses", "127.0.0.1")
				.setServerConfig("unix_socket_directories", "")
				.setRegisterShutdownHook(false)
				.start();
		}
		finally {
			Files.delete(passwordFile);
		}
	}

	@Bean
	JdbcConnectionDetails embeddedPostgresConnectionDetails(EmbeddedPostgres server) {
		return new Address("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort()), this.password);
	}

	private static String drawPassword() {
		byte[] random = new byte[16];
		new SecureRandom().nextBytes(random);
		return HexFormat.of().formatHex(random);
	}

	/** A folder that another user made could hold programs of his. */
	private static Path createPrivateFolder(Path folder) throws IOException {
		Files.createDirectories(folder);
		PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
		if (view != null) {
			// fails if the folder is somebody else's
			view.setPermissions(PRIVATE);
		}
		return folder;
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
