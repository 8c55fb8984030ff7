package io.asyncorm.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.autoconfigure.SeveralDataSources.Archive;
import io.asyncorm.autoconfigure.SeveralDataSources.Archived;
import io.asyncorm.autoconfigure.SeveralDataSources.Astray;
import io.asyncorm.autoconfigure.SeveralDataSources.BothNamed;
import io.asyncorm.autoconfigure.SeveralDataSources.Callbacks;
import io.asyncorm.autoconfigure.SeveralDataSources.LibraryPackage;
import io.asyncorm.autoconfigure.SeveralDataSources.Managed;
import io.asyncorm.autoconfigure.SeveralDataSources.ManagedByAnother;
import io.asyncorm.autoconfigure.SeveralDataSources.Misspelled;
import io.asyncorm.autoconfigure.SeveralDataSources.OnlyLibrary;
import io.asyncorm.autoconfigure.SeveralDataSources.PrimaryAndBilling;
import io.asyncorm.autoconfigure.SeveralDataSources.PrimaryNamed;
import io.asyncorm.autoconfigure.SeveralDataSources.Routed;
import io.asyncorm.autoconfigure.SeveralDataSources.Service;
import io.asyncorm.autoconfigure.SeveralDataSources.Unmanaged;
import io.asyncorm.autoconfigure.SeveralDataSources.Unrouted;
import io.asyncorm.autoconfigure.billing.Invoice;
import io.asyncorm.autoconfigure.billing.Invoices;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.schema.SchemaInitializer;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

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

	@ParameterizedTest
	@ValueSource(classes = { PrimaryAndBilling.class, PrimaryNamed.class })
	void scriptsFillTheTablesOfThePrimaryOneWhenTheyAreDeferred(Class<?> configuration) {
		this.runner.withUserConfiguration(configuration)
			.withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
			.withPropertyValues("library=H2", "billing=H2", "spring.sql.init.mode=always",
					"spring.sql.init.data-locations=classpath:io/asyncorm/autoconfigure/authors.sql",
					"async-orm.schema.defer-datasource-initialization=true")
			.run((context) -> assertThat(await(context.getBean(Authors.class).acount())).isOne());
	}

	@ParameterizedTest
	@CsvSource({ "POSTGRESQL,POSTGRESQL", "H2,POSTGRESQL", "MARIADB,H2" })
	void migrationsOfEachAreInAFolderOfTheirOwn(TestDatabase library, TestDatabase billing, @TempDir Path folder) {
		this.runner.withUserConfiguration(PrimaryAndBilling.class)
			.withPropertyValues("library=" + library, "billing=" + billing, "async-orm.schema.action=diff",
					"async-orm.schema.diff-location=" + folder.resolve("migration"))
			.run((context) -> {
				List<Path> written = new SchemaDiffCommand(context.getBeansOfType(SchemaInitializer.class)).write();

				assertThat(written).hasSameElementsAs(List.of(folder.resolve("migration/V1__author_book.sql"),
						folder.resolve("migration-billing/V1__invoice_line.sql")));
				assertThat(written).allSatisfy((file) -> assertThat(file).isRegularFile());
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
				.hasMessageContaining("names 'billingManager' as transactionManagerRef")
				.hasMessageContaining("Declare a bean 'billingManager'"));
	}

	@Test
	void transactionManagerOfAnotherDataSourceIsReported() {
		this.runner.withUserConfiguration(ManagedByAnother.class)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(IllegalTransactionStateException.class)
				.rootCause()
				.hasMessageContaining("are not those of the data source that operations run on"));
	}

	@Test
	void faultSaysOfWhichDataSourceItIs(CapturedOutput output) {
		FailingStart.start(PrimaryAndBilling.class, "async-orm.execution.lanes=4", "billing-size=2");

		assertThat(output).contains("Of the data source 'billing': 'async-orm.execution.lanes' cannot be 4")
			.contains("the pool has no more than 2");
	}

	@Test
	void missingConnectionSaysOfWhichDataSource() {
		this.runner.withUserConfiguration(PrimaryAndBilling.class).withBean(Service.class).run((context) -> {
			Service service = context.getBean(Service.class);
			context.getBeansOfType(HikariDataSource.class).values().forEach(HikariDataSource::close);

			assertThatNoConnectionIsOf("library", () -> await(service.books().acount()));
			assertThatNoConnectionIsOf("library", () -> await(service.books().aiterator().forEach((book) -> {
			})));
			assertThatNoConnectionIsOf("library", () -> await(service.transactions().atomic(() -> "never")));
			assertThatNoConnectionIsOf("billing", () -> await(service.invoices().acreate(kw("number", "1"))));
			assertThatNoConnectionIsOf("billing", () -> await(service.billing().atomic(() -> "never")));
		});
	}

	@Test
	void missingKeyOfARoutingSaysOfWhichDataSource() {
		this.runner.withUserConfiguration(Routed.class)
			.run((context) -> assertThatNoConnectionIsOf("billing",
					() -> await(context.getBean(Invoices.class).acount())));
	}

	@Test
	void missingConnectionOfTheOnlyDataSourceNamesNone() {
		this.runner.withUserConfiguration(OnlyLibrary.class).run((context) -> {
			context.getBean(HikariDataSource.class).close();

			assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
				.isThrownBy(() -> await(context.getBean(Authors.class).acount()))
				.withMessageContaining("count: no connection to the database: ");
		});
	}

	private static void assertThatNoConnectionIsOf(String dataSource, ThrowingCallable call) {
		assertThatExceptionOfType(CannotGetJdbcConnectionException.class).isThrownBy(call)
			.withMessageContaining(": no connection to the database of the data source '" + dataSource + "'");
	}

	@Test
	void packagesInWhichNothingIsAreReported(CapturedOutput output) {
		this.runner.withUserConfiguration(Astray.class)
			.run((context) -> assertThat(output)
				.contains("async-orm over 'billing': there are no models in com.example.biling, which"
						+ " @EnableAsyncRepositories names, and none that repositories there are of")
				.contains("@EnableAsyncRepositories on '" + Astray.class.getName()
						+ "' finds no repositories in com.example.lending"));
	}

	@Test
	void eachIsReportedAtTheStart(CapturedOutput output) {
		this.runner.withUserConfiguration(PrimaryAndBilling.class)
			.run((context) -> assertThat(output)
				.containsPattern("async-orm: 2 models, 2 repositories, H2, 3 lanes that keep their connections")
				.containsPattern(
						"async-orm over 'billing': 2 models, 1 repository, H2, 3 lanes that keep their connections"));
	}

}
