package io.asyncorm.testslice.notes;

import io.asyncorm.test.AsyncOrmTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.transaction.AfterTransaction;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AsyncOrmTest} over the database in a container, which
 * {@code @ServiceConnection} names in either of its places.
 */
@Testcontainers(disabledWithoutDocker = true)
@DisabledIfSystemProperty(named = "async-orm.test.database", matches = "embedded|url",
		disabledReason = "'async-orm.test.database' wants no containers")
class ServiceConnectionIntegrationTests {

	private static PostgreSQLContainer container() {
		return new PostgreSQLContainer("postgres:18");
	}

	/** What other connections to the database of a container see. */
	private static long committed(PostgreSQLContainer container) {
		return count(JdbcClient.create(
				new DriverManagerDataSource(container.getJdbcUrl(), container.getUsername(), container.getPassword())));
	}

	private static long count(JdbcClient jdbc) {
		return jdbc.sql("select count(*) from topic").query(Long.class).single();
	}

	@Nested
	@AsyncOrmTest(properties = "async-orm.schema.action=create")
	class FieldOfTheTest {

		@Container
		@ServiceConnection
		private static final PostgreSQLContainer DATABASE = container();

		@Test
		void holdsWhatATestWritesInItsTransaction(@Autowired Topics topics, @Autowired JdbcClient jdbc) {
			await(gather(topics.acreate(kw("name", "one")), topics.acreate(kw("name", "two"))));

			assertThat(count(jdbc)).as("in the transaction of the test").isEqualTo(2);
			assertThat(committed(DATABASE)).isZero();
		}

		@AfterTransaction
		void isAsItWasBehindATest() {
			assertThat(committed(DATABASE)).isZero();
		}

	}

	@Nested
	@AsyncOrmTest(properties = "async-orm.schema.action=create")
	class BeanOfTheTest {

		@Autowired
		private PostgreSQLContainer database;

		@Test
		void holdsWhatATestWritesInItsTransaction(@Autowired Topics topics, @Autowired JdbcClient jdbc) {
			await(gather(topics.acreate(kw("name", "one")), topics.acreate(kw("name", "two"))));

			assertThat(count(jdbc)).as("in the transaction of the test").isEqualTo(2);
			assertThat(committed(this.database)).isZero();
		}

		@AfterTransaction
		void isAsItWasBehindATest() {
			assertThat(committed(this.database)).isZero();
		}

		@TestConfiguration(proxyBeanMethods = false)
		static class Containers {

			@Bean
			@ServiceConnection
			PostgreSQLContainer database() {
				return container();
			}

		}

	}

}
