package io.asyncorm.autoconfigure;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;

import javax.sql.DataSource;

import io.asyncorm.autoconfigure.converted.Price;
import io.asyncorm.autoconfigure.faultymodel.Gadget;
import io.asyncorm.autoconfigure.faultyrepository.Shelf;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.UnsupportedDatabaseException;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.lookup.NamedFunction;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TransactionPooler;
import io.asyncorm.transaction.AsyncTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an application says that cannot start.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	@Test
	void allFaultsOfAModelAreReported(CapturedOutput output) {
		start(FaultyModel.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The models cannot work as they are declared:")
			.containsPattern("    - .*nam.*name")
			.containsPattern("    - .*pieces")
			.containsPattern("    - .*parts")
			.containsPattern("Correct these \\d faults of the models, which are all there are,");
	}

	@Test
	void allFaultsOfAllRepositoriesAreReported(CapturedOutput output) {
		start(FaultyRepository.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The repositories 'io.asyncorm.autoconfigure.faultyrepository.Rooms',"
					+ " 'io.asyncorm.autoconfigure.faultyrepository.Shelves' cannot work as they are declared:")
			.containsPattern("    - Rooms.acount.*rum.*room")
			.containsPattern("    - .*afirst.*rom.*room")
			.containsPattern("    - .*alistByRoomsOrderByRoom.*room")
			.contains("Correct these 3 faults of the repositories, which are all there are,");
	}

	@Test
	void faultsOfModelsDoNotHideThoseOfRepositories(CapturedOutput output) {
		start(FaultyModelAndRepositories.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The models and the repositories 'io.asyncorm.autoconfigure.faultyrepository.Rooms',"
					+ " 'io.asyncorm.autoconfigure.faultyrepository.Shelves' cannot work as they are declared:")
			.containsPattern("    - .*nam.*name")
			.containsPattern("    - Rooms.acount.*rum.*room")
			.containsPattern("    - .*alistByRoomsOrderByRoom.*room")
			.contains("Correct these 6 faults of the models, and of the repositories over models that no relation"
					+ " connects with them, which are all there are,");
	}

	@Test
	void allFaultsOfLookupsAndFunctionsAreReported(CapturedOutput output) {
		start(FaultyLookups.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The lookups and functions cannot work as they are declared:")
			.containsPattern("    - The lookup 'gt' .* choose another")
			.containsPattern("    - The function 'no name' .* has a name that no function can have")
			.contains("Correct these 2 faults of the lookups and functions, which are all there are,");
	}

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
	void impossibleNumberOfLanesIsReported(CapturedOutput output) {
		start(Supported.class, "async-orm.execution.reserved=10");

		assertThat(output).contains("async-orm.execution.reserved")
			.contains("It must leave at least one of the 10 connections of the pool.");
	}

	@Test
	void negativeDurationsAreReported(CapturedOutput output) {
		start(Supported.class, "async-orm.sql.slow=-1s");
		start(Supported.class, "async-orm.execution.shutdown-timeout=-1s");

		assertThat(output).contains("async-orm.sql.slow")
			.contains("async-orm.execution.shutdown-timeout")
			.contains("It must not be negative.");
	}

	@Test
	void dataSourcesOfWhichNoneIsPrimaryAreReported(CapturedOutput output) {
		start(TwoDataSources.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("There is no bean of type 'io.asyncorm.autoconfigure.library.Books', since async-orm cannot tell"
					+ " which DataSource it is for: none of 'orders', 'archive' is primary.")
			.contains("Mark the one of the models with @Primary. For several, declare a bean 'AsyncOrm' for each, which"
					+ " AsyncOrm.builder(dataSource).models(...).build() gives, and a bean for each repository, which"
					+ " its repository(Books.class) gives.");
	}

	@Test
	void packagesOfRepositoriesForWhichNoDataSourceIsPrimaryAreReported(CapturedOutput output) {
		start(ScansForTwoDataSources.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(
					"The repositories that @EnableAsyncRepositories finds cannot be implemented, since async-orm cannot"
							+ " tell which DataSource it is for: none of 'orders', 'archive' is primary.")
			.contains("Mark the one of the models with @Primary. For several, declare a bean 'AsyncOrm' for each, which"
					+ " AsyncOrm.builder(dataSource).models(...).build() gives, and a bean for each repository, which"
					+ " its repository(...) gives, in place of @EnableAsyncRepositories.");
	}

	@Test
	void packagesOfRepositoriesWithoutADataSourceAreReported(CapturedOutput output) {
		start(Scans.class, "spring.autoconfigure.exclude=" + DataSourceAutoConfiguration.class.getName());

		assertThat(output)
			.contains("The repositories that @EnableAsyncRepositories finds cannot be implemented, since there is no"
					+ " DataSource.")
			.contains("Set 'spring.datasource.url'");
	}

	@Test
	void transactionManagersOfWhichNoneIsPrimaryAreReported(CapturedOutput output) {
		start(TwoTransactionManagers.class);

		assertThat(output).contains(
				"There is no bean of type 'io.asyncorm.transaction.AsyncTransactions', since async-orm cannot tell"
						+ " which transaction manager it is for: none of 'one', 'other' is primary.");
	}

	@Test
	void lackOfADataSourceIsReported(CapturedOutput output) {
		start(NeedsBooks.class, "spring.autoconfigure.exclude=" + DataSourceAutoConfiguration.class.getName());

		assertThat(output).contains("library.Books', since there is no DataSource.")
			.contains("Set 'spring.datasource.url'");
	}

	@Test
	void switchedOffIsReported(CapturedOutput output) {
		start(NeedsBooks.class, "async-orm.enabled=false");

		assertThat(output).contains("library.Books', since async-orm is switched off.")
			.contains("Remove 'async-orm.enabled=false'.");
	}

	@Test
	void repositoryThatIsNotScannedIsReported(CapturedOutput output) {
		start(Elsewhere.class);

		assertThat(output).contains("library.Books', since it is in no package that is scanned for" + " repositories.")
			.contains("@EnableAsyncRepositories(\"io.asyncorm.autoconfigure.library\")");
	}

	@Test
	void otherMissingBeansAreLeftToSpring(CapturedOutput output) {
		start(NeedsAnother.class);

		assertThat(output).contains("required a bean of type 'java.util.concurrent.Semaphore'");
	}

	@Test
	void databaseThatDoesNotAnswerIsReported(CapturedOutput output) {
		start(Supported.class, "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
				"spring.datasource.driver-class-name=org.postgresql.Driver",
				"spring.datasource.hikari.connection-timeout=250");

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("async-orm cannot connect to its database, which it asks at startup what it is: ")
			.contains("127.0.0.1:1")
			.contains("Start the database, or correct 'spring.datasource.url'");
	}

	private static void start(Class<?> application, String... properties) {
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(application).bannerMode(Banner.Mode.OFF)
			.properties(TestDatabase.H2.create().toProperties())
			.properties(properties)
			.run());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Gadget.class)
	static class FaultyModel {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Shelf.class)
	static class FaultyRepository {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = { Gadget.class, Shelf.class })
	static class FaultyModelAndRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class FaultyLookups {

		@Bean
		Lookup greater() {
			return Lookups.GT;
		}

		@Bean
		DatabaseFunction nameless() {
			return new NamedFunction("no name");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class Supported {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class BehindAPooler {

		@Bean
		DataSource pooler() throws SQLException {
			return new TransactionPooler(TestDatabase.POSTGRESQL.create(), 3);
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

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class NeedsBooks {

		NeedsBooks(Books books) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Price.class)
	static class Elsewhere {

		Elsewhere(Books books) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class NeedsAnother {

		NeedsAnother(Semaphore semaphore) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class TwoDataSources {

		@Bean
		DataSource orders() {
			return TestDatabase.H2.create(2);
		}

		@Bean
		DataSource archive() {
			return TestDatabase.H2.create(2);
		}

		@Bean
		String title(Books books) {
			return books.toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsyncRepositories(basePackageClasses = Book.class)
	static class Scans {

	}

	@Configuration(proxyBeanMethods = false)
	static class ScansForTwoDataSources extends Scans {

		@Bean
		DataSource orders() {
			return TestDatabase.H2.create(2);
		}

		@Bean
		DataSource archive() {
			return TestDatabase.H2.create(2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class TwoTransactionManagers {

		@Bean
		PlatformTransactionManager one(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

		@Bean
		PlatformTransactionManager other(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

		@Bean
		String title(AsyncTransactions transactions) {
			return transactions.toString();
		}

	}

}
