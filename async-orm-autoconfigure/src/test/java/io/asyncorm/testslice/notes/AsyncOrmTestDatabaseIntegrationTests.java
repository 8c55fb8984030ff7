package io.asyncorm.testslice.notes;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.test.AsyncOrmTest;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for where the database of {@link AsyncOrmTest @AsyncOrmTest} comes from, and for
 * what else it can be told.
 */
class AsyncOrmTestDatabaseIntegrationTests {

	private static String product(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			return connection.getMetaData().getDatabaseProductName();
		}
	}

	@Nested
	@AsyncOrmTest
	@TestPropertySource(properties = { "spring.datasource.url=jdbc:h2:mem:inlined", "async-orm.schema.action=create" })
	class UrlOfTheTest {

		@Test
		void isTaken(@Autowired DataSource dataSource, @Autowired Topics topics) throws SQLException {
			assertThat(product(dataSource)).isEqualTo("H2");
			assertThat(await(topics.acount())).isZero();
		}

	}

	@Nested
	@AsyncOrmTest
	@TestPropertySource(locations = "test.properties", properties = "async-orm.schema.action=create")
	class FileOfTheTest {

		@Test
		void isTaken(@Autowired DataSource dataSource) throws SQLException {
			assertThat(product(dataSource)).isEqualTo("H2");
		}

	}

	@Nested
	@AsyncOrmTest(properties = { "spring.sql.init.mode=always",
			"spring.sql.init.schema-locations=classpath:io/asyncorm/testslice/notes/topics.sql" })
	class ScriptsOfTheApplication {

		@Test
		void makeTheTables(@Autowired Topics topics, @Autowired JdbcClient jdbc) {
			assertThat(await(topics.acount())).isZero();
			assertThat(jdbc.sql("select table_name from information_schema.tables where table_schema = 'public'")
				.query(String.class)
				.list()).containsExactly("topic");
		}

	}

	@Nested
	@AsyncOrmTest(properties = "async-orm.schema.action=create")
	class DynamicUrl {

		@DynamicPropertySource
		static void url(DynamicPropertyRegistry registry) {
			registry.add("spring.datasource.url", () -> "jdbc:h2:mem:dynamic");
		}

		@Test
		void isTaken(@Autowired DataSource dataSource) throws SQLException {
			assertThat(product(dataSource)).isEqualTo("H2");
		}

	}

	@Nested
	@AsyncOrmTest(properties = { "spring.test.database.replace=none", "async-orm.schema.action=create" })
	class DatabaseOfTheApplication {

		@Test
		void isTakenWhereNothingIsToBeReplaced(@Autowired DataSource dataSource) throws SQLException {
			assertThat(product(dataSource)).as("that of its property source").isEqualTo("H2");
		}

	}

	@Nested
	@AsyncOrmTest(properties = "async-orm.schema.action=create")
	class BeanOfTheTest {

		@Test
		void isTaken(@Autowired DataSource dataSource) throws SQLException {
			assertThat(product(dataSource)).isEqualTo("H2");
		}

		@TestConfiguration(proxyBeanMethods = false)
		static class Own {

			@Bean
			HikariDataSource dataSource() {
				return TestDatabase.H2.create(2);
			}

		}

	}

	@Nested
	@AsyncOrmTest(properties = "async-orm.schema.action=create")
	class ServiceConnection {

		@Test
		void isTaken(@Autowired DataSource dataSource) throws SQLException {
			assertThat(product(dataSource)).isEqualTo("H2");
		}

		/** What {@code @ServiceConnection} makes of a container. */
		@TestConfiguration(proxyBeanMethods = false)
		static class Container {

			@Bean
			JdbcConnectionDetails connection() {
				return new JdbcConnectionDetails() {

					@Override
					public String getUsername() {
						return "sa";
					}

					@Override
					public String getPassword() {
						return "";
					}

					@Override
					public String getJdbcUrl() {
						return "jdbc:h2:mem:container";
					}

				};
			}

		}

	}

	@Nested
	@AsyncOrmTest
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	class WithoutTransaction {

		@Test
		void operationsRunInParallelAndStay(@Autowired Topics topics) {
			await(gather(topics.acreate(kw("name", "one")), topics.acreate(kw("name", "two"))));

			assertThat(await(topics.valuesList("name").alist())).hasSize(2);
			await(topics.all().adelete());
		}

	}

	@Nested
	@AsyncOrmTest(
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = NoteService.class))
	class IncludedComponents {

		@Test
		void areThere(@Autowired List<NoteService> services) {
			assertThat(services).hasSize(1);
		}

	}

}
