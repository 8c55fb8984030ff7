package io.asyncorm.sample;

import java.io.IOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Starts a PostgreSQL server for this application alone, on a free port of this machine,
 * unless {@code spring.datasource.url} names another. Its data is in a temporary folder,
 * and gone when it stops.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedDatabase.NoOther.class)
class EmbeddedDatabase {

	/** Not stopped by a hook of its own: that would not wait for what uses it. */
	@Bean(destroyMethod = "close")
	EmbeddedPostgres embeddedPostgres() throws IOException {
		return EmbeddedPostgres.builder()
			.setLocaleConfig("locale", "C")
			.setLocaleConfig("locale-provider", "builtin")
			.setLocaleConfig("builtin-locale", "C.UTF-8")
			.setServerConfig("listen_addresses", "127.0.0.1")
			.setRegisterShutdownHook(false)
			.start();
	}

	@Bean
	JdbcConnectionDetails embeddedPostgresConnectionDetails(EmbeddedPostgres server) {
		return new Address("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort()));
	}

	private record Address(String getJdbcUrl) implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return "postgres";
		}

		@Override
		public String getPassword() {
			return "postgres";
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
