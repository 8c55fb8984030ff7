package io.asyncorm.autoconfigure;

import java.util.concurrent.Semaphore;

import javax.sql.DataSource;

import io.asyncorm.autoconfigure.billing.Invoice;
import io.asyncorm.autoconfigure.converted.Price;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import static io.asyncorm.autoconfigure.FailingStart.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MissingBeanFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MissingBeanFailureAnalyzerTests {

	@Test
	void dataSourcesOfWhichNoneIsPrimaryAreReported(CapturedOutput output) {
		start(BooksForTwoDataSources.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("There is no bean of type 'io.asyncorm.autoconfigure.library.Books', since async-orm cannot tell"
					+ " which DataSource it is for: none of 'orders', 'archive' is primary.")
			.contains("Mark the one of the models with @Primary. For several, name each with its packages, as in"
					+ " @EnableAsyncRepositories(basePackages = \"...\", dataSourceRef = \"orders\").");
	}

	@Test
	void packagesOfRepositoriesForWhichNoDataSourceIsPrimaryAreReported(CapturedOutput output) {
		start(ScansForTwoDataSources.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(
					"The repositories that @EnableAsyncRepositories finds cannot be implemented, since async-orm cannot"
							+ " tell which DataSource it is for: none of 'orders', 'archive' is primary.")
			.contains("Mark the one of the models with @Primary. For several, name each with its packages, as in"
					+ " @EnableAsyncRepositories(basePackages = \"...\", dataSourceRef = \"orders\").");
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
	void dataSourceThatIsInjectedByNameAloneIsNoChoice(CapturedOutput output) {
		start(ElsewhereBesideAnother.class);

		assertThat(output).contains("library.Books', since it is in no package that is scanned for repositories.");
	}

	@Test
	void dataSourceThatHasNoMoreThanItsPackagesIsReported(CapturedOutput output) {
		start(NeedsBooksBesideNamed.class);

		assertThat(output)
			.contains("library.Books', since the primary DataSource, 'billing', has no more than the packages that"
					+ " @EnableAsyncRepositories names for it.")
			.contains("If 'billing' is there beside the DataSource of 'spring.datasource.url', which Spring Boot makes"
					+ " where it is alone, declare it with @Bean(defaultCandidate = false).")
			.contains("@EnableAsyncRepositories(basePackages = \"io.asyncorm.autoconfigure.library\","
					+ " dataSourceRef = \"billing\").");
	}

	@Test
	void otherMissingBeansAreLeftToSpring(CapturedOutput output) {
		start(NeedsAnother.class);

		assertThat(output).contains("required a bean of type 'java.util.concurrent.Semaphore'");
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
	static class ElsewhereBesideAnother extends Elsewhere {

		ElsewhereBesideAnother(Books books) {
			super(books);
		}

		@Bean(defaultCandidate = false)
		DataSource billing() {
			return TestDatabase.H2.create(2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
	static class NeedsBooksBesideNamed extends NeedsBooks {

		NeedsBooksBesideNamed(Books books) {
			super(books);
		}

		@Bean
		DataSource billing() {
			return TestDatabase.H2.create(2);
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
	static class TwoDataSources {

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
	@Import(TwoDataSources.class)
	static class BooksForTwoDataSources {

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
	@Import(TwoDataSources.class)
	static class ScansForTwoDataSources extends Scans {

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
