package io.asyncorm.autoconfigure;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.autoconfigure.observation.AsyncOrmObservationAutoConfiguration;
import io.asyncorm.autoconfigure.observation.DefaultOperationConvention;
import io.asyncorm.autoconfigure.observation.OperationContext;
import io.asyncorm.autoconfigure.observation.OperationConvention;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.DuplicateObjectException;
import io.asyncorm.query.OverloadedException;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.adapter.JdkFlowAdapter;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.inverse;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the observation {@code async.orm.operation} of Micrometer.
 */
@Timeout(120)
class ObservationIntegrationTests {

	private final RecordedCalls recorded = new RecordedCalls();

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final ApplicationContextRunner library = LibraryContexts.library()
		.withConfiguration(AutoConfigurations.of(AsyncOrmObservationAutoConfiguration.class))
		.withPropertyValues("async-orm.schema.action=create");

	private final ApplicationContextRunner observed = this.library.withBean(ObservationRegistry.class,
			() -> this.registry);

	ObservationIntegrationTests() {
		this.registry.observationConfig().observationHandler(this.recorded);
	}

	@ParameterizedTest
	@CsvSource({ "H2,h2database", "POSTGRESQL,postgresql", "MARIADB,mariadb" })
	void aCallHasTheKeysOfOpenTelemetryAndNoValues(TestDatabase database, String system) {
		this.observed.withPropertyValues(database.create().toProperties()).run((context) -> {
			Observation caller = Observation.start("request", this.registry);
			caller.scoped(() -> await(authors(context).filter("name", "a secret").afirst()));

			Observation.Context call = this.recorded.only("afirst");
			assertThat(call.getName()).isEqualTo("async.orm.operation");
			assertThat(call.getContextualName()).isEqualTo("afirst author");
			assertThat(parent(call)).isSameAs(caller);
			assertThat(call.getAllKeyValues()).containsExactlyInAnyOrder(KeyValue.of("db.system.name", system),
					KeyValue.of("db.operation.name", "afirst"), KeyValue.of("db.collection.name", "author"),
					KeyValue.of("model", "Author"), KeyValue.of("data.source", "dataSource"),
					KeyValue.of("outcome", "SUCCESS"), KeyValue.of("error.type", "none"));
			assertThat(call.getAllKeyValues().toString()).doesNotContain("secret");
		});
	}

	@Test
	void aMethodOfARelatedManagerIsOfTheModelThatHasIt() {
		this.observed.run((context) -> {
			Author ann = await(authors(context).acreate(kw("name", "Ann")));
			Author ben = await(authors(context).acreate(kw("name", "Ben")));
			Book book = await(books(context).acreate("Emma", 300, Ref.to(ben)));

			await(authors(context).related(ann, inverse(Book::author)).aadd(book));

			OperationContext call = this.recorded.only("aadd");
			assertThat(call.getModel()).isEqualTo("Author");
			assertThat(call.getTable()).isNull();
		});
	}

	@Test
	void aFailureIsTheErrorOfItsObservation() {
		this.observed.run((context) -> {
			assertThatExceptionOfType(DoesNotExistException.class).isThrownBy(() -> await(authors(context).aget(77L)));

			assertThat(this.recorded.only("aget").getError()).isInstanceOf(DoesNotExistException.class);
			assertThat(outcome("aget")).isEqualTo("ERROR " + DoesNotExistException.class.getName());
		});
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void aFailureQuotesNoValues(TestDatabase database) {
		this.observed.withPropertyValues(database.create().toProperties()).run((context) -> {
			Ref<Author> ann = Ref.to(await(authors(context).acreate(kw("name", "Ann"))));
			await(books(context).acreate("a secret", 300, ann));

			assertThatExceptionOfType(DuplicateObjectException.class)
				.isThrownBy(() -> await(books(context).acreate("a secret", 300, ann)));
			assertThatExceptionOfType(DuplicateKeyException.class)
				.isThrownBy(() -> await(context.getBean(AsyncTransactions.class).atomic(() -> {
					throw new SQLExceptionSubclassTranslator().translate("own", null,
							new SQLIntegrityConstraintViolationException("Key is a secret", "23505"));
				})));

			Throwable error = Objects.requireNonNull(this.recorded.all("acreate").get(2).getError());
			assertThat(error).hasToString(DuplicateObjectException.class.getName() + ": " + error.getMessage());
			assertThat(error.getMessage()).contains("Book");
			assertThat(error.getStackTrace()).isNotEmpty();
			assertThat(error).extracting(ObservationIntegrationTests::printed).asString().doesNotContain("secret");
			assertThat(this.recorded.only("atomic").getError()).extracting(ObservationIntegrationTests::printed)
				.asString()
				.contains("SQL state 23505")
				.doesNotContain("secret");
			assertThat(
					RecordedCalls.value(this.recorded.all("acreate").get(2).getLowCardinalityKeyValues(), "error.type"))
				.isEqualTo(DuplicateObjectException.class.getName());
		});
	}

	private static String printed(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	@Test
	void cancelledRefusedAndLateCallsSaySo() {
		this.observed
			.withPropertyValues("async-orm.execution.lanes=1", "async-orm.execution.queue-capacity=1",
					"async-orm.execution.merge=")
			.run((context) -> {
				CountDownLatch gate = new CountDownLatch(1);
				CompletableFuture<Boolean> block = hold(context, gate);
				CompletableFuture<Long> cancelled = authors(context).acount();
				assertThatExceptionOfType(OverloadedException.class)
					.isThrownBy(() -> await(authors(context).aexists()));
				cancelled.cancel(true);
				assertThatExceptionOfType(QueryTimeoutException.class)
					.isThrownBy(() -> await(authors(context).timeout(Duration.ofMillis(1)).alast()));
				gate.countDown();
				await(block);

				assertThat(outcome("acount")).isEqualTo("CANCELLED " + CancellationException.class.getName());
				assertThat(outcome("aexists")).isEqualTo("REFUSED " + OverloadedException.class.getName());
				assertThat(outcome("alast")).isEqualTo("TIMEOUT " + QueryTimeoutException.class.getName());
				assertThat(outcome("atomic")).isEqualTo("SUCCESS none");
			});
	}

	@Test
	void whatABlockCallsIsAPartOfIt() {
		this.observed.run((context) -> {
			await(context.getBean(AsyncTransactions.class).atomic(() -> {
				await(authors(context).acreate(kw("name", "Ann")));
				await(context.getBean(AsyncTransactions.class).atomic(() -> await(authors(context).acount())));
			}));

			Observation.Context block = this.recorded.all("atomic").get(1);
			Observation.Context inner = this.recorded.all("atomic").get(0);
			assertThat(this.recorded.all("atomic")).hasSize(2);
			assertThat(parentContext(this.recorded.only("acreate"))).isSameAs(block);
			assertThat(parentContext(inner)).isSameAs(block);
			assertThat(parentContext(this.recorded.only("acount"))).isSameAs(inner);
			assertThat(block.getLowCardinalityKeyValue("model")).isEqualTo(KeyValue.of("model", "none"));
		});
	}

	@Test
	void whatJoinsATransactionOfSpringIsObservedOnce() {
		this.observed.run((context) -> {
			new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(
					(status) -> assertThat(await(authors(context).acreate(kw("name", "Ann"))).name()).isEqualTo("Ann"));

			assertThat(outcome("acreate")).isEqualTo("SUCCESS none");
		});
	}

	@Test
	void aStreamIsObservedOnceAndWhatItsConsumerCallsIsAPartOfIt() {
		this.observed.run((context) -> {
			await(authors(context).abulkCreate(List.of(new Author(null, "Ann"), new Author(null, "Ben"))));

			await(authors(context).aiterator().forEach((author) -> await(books(context).acount())));

			assertThat(this.recorded.all("acount")).hasSize(2)
				.allSatisfy((call) -> assertThat(parentContext(call)).isSameAs(this.recorded.only("aiterator")));
		});
	}

	@Test
	void aSubscriptionIsObservedOnceInATransactionAndOutside() {
		this.observed.run((context) -> {
			await(authors(context).acreate(kw("name", "Ann")));

			JdkFlowAdapter.flowPublisherToFlux(authors(context).aiterator()).blockLast();
			await(context.getBean(AsyncTransactions.class)
				.atomic(() -> JdkFlowAdapter.flowPublisherToFlux(authors(context).aiterator()).toStream().count()));

			assertThat(this.recorded.all("aiterator")).hasSize(2)
				.allSatisfy((call) -> assertThat(call.getLowCardinalityKeyValue("outcome"))
					.isEqualTo(KeyValue.of("outcome", "SUCCESS")));
		});
	}

	@Test
	void callersOfAMergedStatementShareItsNumber() {
		this.observed.withPropertyValues("async-orm.execution.lanes=1").run((context) -> {
			List<Author> created = await(authors(context)
				.abulkCreate(LongStream.range(0, 20).mapToObj((name) -> new Author(null, "name " + name)).toList()));
			CountDownLatch gate = new CountDownLatch(1);
			CompletableFuture<Boolean> block = hold(context, gate);
			List<CompletableFuture<Author>> calls = created.stream()
				.map((author) -> authors(context).aget(Objects.requireNonNull(author.id())))
				.toList();
			gate.countDown();
			await(block);

			await(gather(calls));

			assertThat(this.recorded.all("aget")).hasSize(20);
			Map<String, List<String>> statements = this.recorded.merged("aget");
			assertThat(statements).isNotEmpty();
			assertThat(statements).allSatisfy((statement, sizes) -> assertThat(sizes).hasSizeGreaterThan(1)
				.containsOnly(String.valueOf(sizes.size())));
		});
	}

	@Test
	void aWriteWithCallbacksIsObservedOnce() {
		this.observed.withBean(Shouting.class).run((context) -> {
			await(authors(context).acreate(new Author(null, "Ann")));

			assertThat(outcome("acreate")).isEqualTo("SUCCESS none");
		});
	}

	@Test
	void aConventionOfTheApplicationNamesIt() {
		this.observed.withBean(OwnConvention.class).run((context) -> {
			await(authors(context).acount());

			Observation.Context call = this.recorded.only("acount");
			assertThat(call.getName()).isEqualTo("own.name");
			assertThat(call.getLowCardinalityKeyValue("team")).isEqualTo(KeyValue.of("team", "Author in author"));
		});
	}

	@Test
	void filtersOfTheRegistryAddAndRemoveKeys() {
		this.registry.observationConfig()
			.observationFilter((context) -> context.addLowCardinalityKeyValue(KeyValue.of("zone", "north"))
				.addLowCardinalityKeyValues(KeyValues.of("model", "a book"))
				.removeLowCardinalityKeyValue("error.type")
				.removeLowCardinalityKeyValues("outcome", "data.source"));

		this.observed.run((context) -> {
			await(authors(context).acount());

			assertThat(this.recorded.only("acount").getAllKeyValues()).extracting(KeyValue::toString)
				.containsExactlyInAnyOrder("keyValue(db.collection.name=author)", "keyValue(db.operation.name=acount)",
						"keyValue(db.system.name=h2database)", "keyValue(model=a book)", "keyValue(zone=north)");
		});
	}

	@Test
	void eachDataSourceHasItsName() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class,
					AsyncOrmObservationAutoConfiguration.class, DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
			.withPropertyValues("async-orm.schema.action=create", "library=H2", "billing=H2")
			.withUserConfiguration(SeveralDataSources.PrimaryAndBilling.class)
			.withBean(SeveralDataSources.Service.class)
			.withBean(ObservationRegistry.class, () -> this.registry)
			.run((context) -> {
				SeveralDataSources.Service service = context.getBean(SeveralDataSources.Service.class);
				await(service.authors().acount());
				await(service.invoices().aexists());

				assertThat(this.recorded.only("acount").getLowCardinalityKeyValue("data.source").getValue())
					.isEqualTo("library");
				assertThat(this.recorded.only("aexists").getLowCardinalityKeyValue("data.source").getValue())
					.isEqualTo("billing");
			});
	}

	@Test
	void nothingObservesWithoutARegistry() {
		this.library.run(LibraryContexts::observeNothing);
	}

	@Test
	void theApplicationStartsWithoutMicrometer() {
		this.library.withClassLoader(new FilteredClassLoader("io.micrometer")).run((context) -> {
			LibraryContexts.observeNothing(context);
			assertThat(await(authors(context).acount())).isZero();
		});
	}

	@Test
	void aPredicateOfTheRegistrySwitchesItOff() {
		this.registry.observationConfig().observationPredicate((name, context) -> !name.startsWith("async.orm"));

		this.observed.run((context) -> {
			await(authors(context).acount());

			assertThat(this.recorded.contexts).isEmpty();
		});
	}

	private static CompletableFuture<Boolean> hold(AssertableApplicationContext context, CountDownLatch gate)
			throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Boolean> block = context.getBean(AsyncTransactions.class).atomic(() -> {
			begun.countDown();
			return gate.await(30, TimeUnit.SECONDS);
		});
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		return block;
	}

	private static Authors authors(AssertableApplicationContext context) {
		return context.getBean(Authors.class);
	}

	private static Books books(AssertableApplicationContext context) {
		return context.getBean(Books.class);
	}

	private String outcome(String method) {
		KeyValues keys = this.recorded.only(method).getLowCardinalityKeyValues();
		return RecordedCalls.value(keys, "outcome") + " " + RecordedCalls.value(keys, "error.type");
	}

	private static @Nullable ObservationView parent(Observation.Context call) {
		return call.getParentObservation();
	}

	private static Observation.@Nullable ContextView parentContext(Observation.Context call) {
		ObservationView parent = call.getParentObservation();
		return (parent != null) ? parent.getContextView() : null;
	}

	static class OwnConvention extends DefaultOperationConvention implements OperationConvention {

		@Override
		public String getName() {
			return "own.name";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(OperationContext context) {
			return super.getLowCardinalityKeyValues(context).and("team",
					context.getModel() + " in " + context.getTable());
		}

	}

}
