package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.autoconfigure.billing.Invoice;
import io.asyncorm.autoconfigure.billing.Invoices;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for applications with several data sources, which
 * {@code @EnableAsyncRepositories} names.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class SeveralDataSourcesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class, DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
		.withPropertyValues("async-orm.schema.action=create");

	@ParameterizedTest
	@CsvSource({ "POSTGRESQL,H2", "H2,POSTGRESQL", "POSTGRESQL,POSTGRESQL" })
	void databasesStandSideBySide(TestDatabase library, TestDatabase billing) {
		this.runner.withUserConfiguration(PrimaryAndBilling.class)
			.withBean(Service.class)
			.withPropertyValues("library=" + library, "billing=" + billing)
			.run((context) -> {
				Service service = context.getBean(Service.class);
				assertThat(context.getBean(ModelRegistry.class).models())
					.extracting((model) -> model.type().getSimpleName())
					.containsExactlyInAnyOrder("Author", "Book");

				Author ann = await(service.authors().acreate(kw("name", "Ann")));
				await(service.books().acreate(kw("title", "Emma", "author", ann)));
				Invoice invoice = await(service.invoices().acreate(kw("number", "1")));
				await(Objects.requireNonNull(invoice.lines()).acreate(kw("amount", 7)));
				await(Objects.requireNonNull(invoice.lines()).acreate(kw("amount", 8)));

				Invoice read = await(service.invoices().prefetchRelated("lines").filter("number", "1").aget());
				assertThat(Objects.requireNonNull(read.lines()).list()).extracting("amount")
					.containsExactlyInAnyOrder(7, 8);
				assertThat(await(service.books().filter("title", "Emma").aget()).author().key()).isEqualTo(ann.id());
				assertThat(tables(context.getBean("library", DataSource.class))).containsOnly("author", "book");
				assertThat(tables(context.getBean("billing", DataSource.class))).containsOnly("invoice", "line");
			});
	}

	private static List<String> tables(DataSource dataSource) {
		return JdbcClient.create(dataSource)
			.sql("select lower(table_name) from information_schema.tables where table_schema in ('public', 'PUBLIC')")
			.query(String.class)
			.list();
	}

	@Test
	void transactionsAreOfOneDatabaseEach() {
		this.runner.withUserConfiguration(PrimaryAndBilling.class).withBean(Service.class).run((context) -> {
			Service service = context.getBean(Service.class);
			Invoice kept = await(service.transactions().atomic(() -> {
				Invoice invoice = await(service.invoices().acreate(kw("number", "kept")));
				await(service.billing().atomic(() -> await(service.invoices().acreate(kw("number", "too")))));
				assertThatIllegalStateException().isThrownBy(() -> await(service.billing().atomic(() -> {
					await(service.invoices().acreate(kw("number", "lost")));
					await(service.authors().acreate(kw("name", "kept by the outer one")));
					throw new IllegalStateException();
				})));
				return invoice;
			}));

			assertThat(kept.number()).isEqualTo("kept");
			assertThat(await(service.invoices().orderBy("number").valuesList(Invoice::number).alist()))
				.containsExactly("kept", "too");
		});
	}

	@Test
	void eachCanBeNamedWhereNoneIsPrimary() {
		this.runner.withUserConfiguration(BothNamed.class).run((context) -> {
			assertThat(context).hasNotFailed();
			await(context.getBean(Authors.class).acreate(kw("name", "Ann")));
			await(context.getBean(Invoices.class).acreate(kw("number", "1")));
			AsyncTransactions library = context.getBean("libraryAsyncTransactions", AsyncTransactions.class);
			assertThat(await(library.atomic(() -> await(context.getBean(Authors.class).acount())))).isOne();
		});
	}

	@Test
	void primaryOneCanBeNamedToo() {
		this.runner.withUserConfiguration(PrimaryNamed.class).withBean(Service.class).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(ModelRegistry.class);
			Service service = context.getBean(Service.class);
			assertThat(service.transactions())
				.isSameAs(context.getBean("libraryAsyncTransactions", AsyncTransactions.class));
			await(service.transactions().atomic(() -> await(service.authors().acreate(kw("name", "Ann")))));
			await(service.billing().atomic(() -> await(service.invoices().acreate(kw("number", "1")))));
			assertThat(await(service.authors().acount())).isOne();
		});
	}

	@Test
	void repositoryOfSeveralIsThatOfThePrimaryOneUnlessQualified() {
		this.runner.withUserConfiguration(Archived.class).withBean(Archive.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Archive archive = context.getBean(Archive.class);
			await(archive.authors().acreate(kw("name", "Ann")));
			await(archive.archived().acreate(kw("name", "Bob")));

			assertThat(await(archive.authors().alist())).extracting(Author::name).containsExactly("Ann");
			assertThat(await(archive.archived().alist())).extracting(Author::name).containsExactly("Bob");
			assertThat(context.getBeanNamesForType(Authors.class)).containsExactlyInAnyOrder("authors",
					"billingAuthors");
		});
	}

	@Test
	void callbacksAreCalledForTheirModels() {
		this.runner.withUserConfiguration(PrimaryAndBilling.class, Callbacks.class)
			.withBean(Service.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Service service = context.getBean(Service.class);
				await(service.authors().acreate(new Author(null, "Ann")));
				await(service.invoices().acreate(new Invoice(null, "1", null)));

				assertThat(context.getBean(Callbacks.class).seen).containsExactly("Ann", "1");
			});
	}

	@Test
	void transactionManagerIsTheNamedOne() {
		this.runner.withUserConfiguration(Managed.class).run((context) -> {
			assertThat(context).hasNotFailed();
			AsyncTransactions billing = context.getBean("billingAsyncTransactions", AsyncTransactions.class);
			assertThat(await(billing.atomic(() -> await(context.getBean(Invoices.class).acount())))).isZero();
		});
	}

	/** Where it is the only one, since Spring Boot then makes none for the primary. */
	@Test
	void transactionManagerOfAnotherDataSourceIsNotThatOfThePrimaryOne() {
		this.runner.withUserConfiguration(Managed.class, LibraryPackage.class).run((context) -> {
			assertThat(context).hasNotFailed();
			AsyncTransactions library = context.getBean("asyncOrmTransactions", AsyncTransactions.class);
			await(library.atomic(() -> await(context.getBean(Authors.class).acreate(kw("name", "Ann")))));
			assertThat(await(context.getBean(Authors.class).acount())).isOne();
		});
	}

	@Test
	void eachHasARoutingOfItsOwn() {
		this.runner.withUserConfiguration(Routed.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Invoices invoices = context.getBean(Invoices.class);
			assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
				.isThrownBy(() -> await(invoices.acount()));
			Routed.TENANT.set("tenant");
			try {
				await(context.getBean("billingAsyncTransactions", AsyncTransactions.class)
					.atomic(() -> await(invoices.acreate(kw("number", "1")))));
				assertThat(await(invoices.acount())).isOne();
			}
			finally {
				Routed.TENANT.remove();
			}
			assertThat(await(context.getBean(Authors.class).acount())).isZero();
		});
	}

	@Test
	void dataSourceThatMayChooseIsReportedByItsName(CapturedOutput output) {
		FailingStart.start(Unrouted.class);

		assertThat(output).contains("Of the data source 'billing': The DataSource, a '")
			.contains("Declare a bean of type 'io.asyncorm.query.OperationRouting'");
	}

	@Test
	void unknownDataSourceIsReported(CapturedOutput output) {
		FailingStart.start(Misspelled.class);

		assertThat(output)
			.contains("@EnableAsyncRepositories names 'biling' as dataSourceRef, and there is no such bean")
			.contains("billing")
			.contains("library");
	}

	@Test
	void unknownTransactionManagerIsReported() {
		this.runner.withUserConfiguration(Unmanaged.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("transactionManagerRef = \"billingManager\"")
				.hasMessageContaining("There are: none"));
	}

	@Test
	void faultSaysOfWhichDataSourceItIs(CapturedOutput output) {
		FailingStart.start(PrimaryAndBilling.class, "async-orm.execution.lanes=4", "billing-size=2");

		assertThat(output).contains("Of the data source 'billing': 'async-orm.execution.lanes' cannot be 4")
			.contains("the pool has no more than 2");
	}

	@Test
	void eachIsReportedAtTheStart(CapturedOutput output) {
		this.runner.withUserConfiguration(PrimaryAndBilling.class)
			.run((context) -> assertThat(output)
				.containsPattern("async-orm: 2 models, 2 repositories, H2, 3 lanes that keep their connections")
				.containsPattern(
						"async-orm over 'billing': 2 models, 1 repository, H2, 3 lanes that keep their connections"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Pools {

		@Bean
		@Primary
		HikariDataSource library(Environment environment) {
			return environment.getProperty("library", TestDatabase.class, TestDatabase.H2)
				.create(3 + lanes(environment));
		}

		@Bean
		HikariDataSource billing(Environment environment) {
			return environment.getProperty("billing", TestDatabase.class, TestDatabase.H2)
				.create(environment.getProperty("billing-size", Integer.class, 3));
		}

		private static int lanes(Environment environment) {
			return environment.getProperty("async-orm.execution.lanes", Integer.class, 0);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EqualPools {

		@Bean
		HikariDataSource library() {
			return TestDatabase.H2.create(3);
		}

		@Bean
		HikariDataSource billing() {
			return TestDatabase.H2.create(3);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pools.class)
	@ImportAutoConfiguration({ AsyncOrmAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class })
	@AutoConfigurationPackage(basePackageClasses = { Book.class, Invoice.class })
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
	static class PrimaryAndBilling {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(EqualPools.class)
	@EnableAsyncRepositories(basePackageClasses = Book.class, dataSourceRef = "library")
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
	static class BothNamed {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pools.class)
	@EnableAsyncRepositories(basePackageClasses = Book.class, dataSourceRef = "library")
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
	static class PrimaryNamed {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pools.class)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	@EnableAsyncRepositories(basePackageClasses = Book.class, dataSourceRef = "billing")
	@EnableAsyncRepositories(basePackageClasses = Book.class)
	static class Archived {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pools.class)
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing",
			transactionManagerRef = "billingManager")
	static class Managed {

		@Bean
		JdbcTransactionManager billingManager(@Qualifier("billing") DataSource billing) {
			return new JdbcTransactionManager(billing);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class LibraryPackage {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
	static class Routed {

		static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();

		@Bean
		HikariDataSource library() {
			return TestDatabase.H2.create(3);
		}

		@Bean(defaultCandidate = false)
		DataSource billing() {
			AbstractRoutingDataSource router = new AbstractRoutingDataSource() {

				@Override
				protected @Nullable Object determineCurrentLookupKey() {
					return TENANT.get();
				}

			};
			router.setTargetDataSources(Map.of("tenant", TestDatabase.H2.create(2)));
			return router;
		}

		@Bean(defaultCandidate = false)
		@Qualifier("billing")
		OperationRouting routing() {
			return OperationRouting.of(TENANT::get, TENANT::set, TENANT::remove, "tenant");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AsyncOrmAutoConfiguration.class)
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
	static class Unrouted {

		@Bean
		DataSource billing() {
			return new DelegatingDataSource(TestDatabase.H2.create(2));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pools.class)
	@ImportAutoConfiguration(AsyncOrmAutoConfiguration.class)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "biling")
	static class Misspelled {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(EqualPools.class)
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing",
			transactionManagerRef = "billingManager")
	static class Unmanaged {

	}

	@Configuration(proxyBeanMethods = false)
	static class Callbacks {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@Bean
		LifecycleCallbacks<Author> ofAuthors() {
			return new AuthorCallbacks(this.seen);
		}

		@Bean
		LifecycleCallbacks<Invoice> ofInvoices() {
			return new InvoiceCallbacks(this.seen);
		}

	}

	record AuthorCallbacks(List<String> seen) implements LifecycleCallbacks<Author> {

		@Override
		public void afterCreate(Author stored) {
			this.seen.add(stored.name());
		}

	}

	record InvoiceCallbacks(List<String> seen) implements LifecycleCallbacks<Invoice> {

		@Override
		public void afterCreate(Invoice stored) {
			this.seen.add(stored.number());
		}

	}

	record Service(Authors authors, Books books, Invoices invoices, AsyncTransactions transactions,
			@Qualifier("billing") AsyncTransactions billing) {

	}

	record Archive(Authors authors, @Qualifier("billing") Authors archived) {

	}

}
