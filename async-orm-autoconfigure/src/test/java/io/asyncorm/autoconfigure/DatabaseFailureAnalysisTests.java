package io.asyncorm.autoconfigure;

import java.sql.SQLException;

import javax.sql.DataSource;

import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.LibraryApplication;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.UnsupportedDatabaseException;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TransactionPooler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.asyncorm.autoconfigure.FailingStart.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application says that cannot start with its database.
 */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseFailureAnalysisTests {

	@Test
	void unsupportedDatabaseIsReportedWithWhatToDo(CapturedOutput output) {
		start(UnsupportedDatabase.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The database 'SQLite' is not supported by async-orm, which speaks PostgreSQL, H2 and MariaDB.")
			.contains("Connect 'spring.datasource.url' to one of these, declare a bean of type "
					+ "'io.asyncorm.dialect.Dialect' for this database, or switch async-orm off with "
					+ "'async-orm.enabled=false'.");
	}

	@Test
	void aPoolerThatMixesUpStatementsIsReportedWithTheLineToAdd(CapturedOutput output) {
		start(BehindAPooler.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Between the driver and the database stands a pooler, such as PgBouncer")
			.contains("Add 'prepareThreshold=0' to 'spring.datasource.url'")
			.contains("set 'async-orm.database.pooler=carries-prepared-statements' instead.");
	}

	@Test
	void aPoolerThatCarriesPreparedStatementsIsTakenAtItsWord() {
		new SpringApplicationBuilder(BehindAPooler.class).bannerMode(Banner.Mode.OFF)
			.properties("async-orm.database.pooler=carries-prepared-statements")
			.run()
			.close();
	}

	@Test
	void databaseThatDoesNotAnswerIsReported(CapturedOutput output) {
		start(LibraryApplication.class, "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
				"spring.datasource.driver-class-name=org.postgresql.Driver",
				"spring.datasource.hikari.connection-timeout=250");

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(
					"async-orm cannot connect to its database at 'jdbc:postgresql://127.0.0.1:1/none', which it asks at startup what it is: ")
			.contains("127.0.0.1:1")
			.contains("Start the database, or correct 'spring.datasource.url'");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class BehindAPooler {

		@Bean
		DataSource pooler() throws SQLException {
			return new TransactionPooler(TestDatabase.POSTGRESQL.create(), 3);
		}

		/** Its connections are all the same, which no driver says of them. */
		@Bean
		OperationRouting routing() {
			return OperationRouting.none();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class UnsupportedDatabase {

		@Bean
		Dialect unsupported() {
			throw new UnsupportedDatabaseException("SQLite");
		}

	}

}
