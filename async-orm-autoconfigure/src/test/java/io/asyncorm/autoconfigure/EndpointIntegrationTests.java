package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.DataSourceDescriptor;
import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.MethodDescriptor;
import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.OperationDescriptor;
import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.PlanDescriptor;
import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.RefusalDescriptor;
import io.asyncorm.autoconfigure.actuate.AsyncOrmEndpoint;
import io.asyncorm.autoconfigure.actuate.AsyncOrmEndpointAutoConfiguration;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.query.OperationCancelledException;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for the endpoint {@code asyncorm}; over HTTP it is tested in the sample.
 */
@Timeout(120)
class EndpointIntegrationTests {

	private static final AutoConfigurations ENDPOINT = AutoConfigurations.of(AsyncOrmEndpointAutoConfiguration.class);

	private final ApplicationContextRunner hidden = LibraryContexts.library()
		.withConfiguration(ENDPOINT)
		.withPropertyValues("async-orm.schema.action=create", "async-orm.execution.lanes=1");

	private final ApplicationContextRunner exposed = this.hidden
		.withPropertyValues("management.endpoints.web.exposure.include=asyncorm");

	@Test
	void itTellsModelsAndWhatDeclaredMethodsSend() {
		this.exposed.run((context) -> {
			DataSourceDescriptor library = dataSource(context);

			assertThat(library.database()).isEqualTo("H2");
			assertThat(library.models())
				.extracting((model) -> model.name() + " " + model.table() + " " + model.columns())
				.contains("Author author {id=id, name=name}",
						"Book book {id=id, title=title, pages=pages, author=author_id}");
			assertThat(methods(library)).extracting(MethodDescriptor::method)
				.containsExactly("acreate(String title, int pages, Ref<Author> author)",
						"afirst(String title__icontains)", "aget(String title)", "aiterator(String title__contains)",
						"alist(int pages__lt, Pageable page)", "alistAndClear()", "asleep(double seconds)",
						"asleepAmong(int expected)", "filter(int pages__gte)", "longOnes()");
			assertThat(List.of("aget", "aiterator", "filter")).allSatisfy(
					(name) -> assertThat(method(library, name).sql()).singleElement().asString().startsWith("SELECT "));
			assertThat(method(library, "afirst").sql()).singleElement()
				.asString()
				.startsWith("SELECT ")
				.contains("LIKE", "?", "LIMIT")
				.doesNotContain("'x'");
			assertThat(method(library, "asleep").sql()).containsExactly("select 1 from pg_sleep(?)");
			assertThat(method(library, "longOnes").note()).startsWith("Java code");
		});
	}

	@Test
	void writesTellWhatTheyWillSend() {
		this.exposed.run((context) -> {
			assertThat(method(dataSource(context), "acreate").sql()).singleElement()
				.asString()
				.contains("INSERT INTO")
				.doesNotContain("'x'");
			assertThat(method(dataSource(context), "acreate").note())
				.isEqualTo("as far as they do not depend on the rows that are there");
		});
	}

	@Test
	void itTellsWhatIsInFlightAndCancelsOne() {
		this.exposed.run((context) -> {
			CountDownLatch gate = new CountDownLatch(1);
			CountDownLatch begun = new CountDownLatch(1);
			CompletableFuture<Boolean> block = context.getBean(AsyncTransactions.class).atomic(() -> {
				begun.countDown();
				return gate.await(30, TimeUnit.SECONDS);
			});
			assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Long> waiting = context.getBean(Authors.class).acount();

			List<OperationDescriptor> inFlight = dataSource(context).inFlight();

			assertThat(inFlight).extracting(OperationDescriptor::operation, OperationDescriptor::state)
				.containsExactly(tuple("atomic", "IN_CODE"), tuple("Author.acount", "QUEUED"));
			assertThat(inFlight).allSatisfy((operation) -> assertThat(operation.caller()).contains(".java:"));
			AsyncOrmEndpoint endpoint = context.getBean(AsyncOrmEndpoint.class);
			assertThat(endpoint.cancel("other", inFlight.get(1).id()).getStatus()).isEqualTo(404);
			assertThat(endpoint.cancel("dataSource", inFlight.get(1).id()).getStatus()).isEqualTo(204);
			assertThat(endpoint.cancel("dataSource", inFlight.get(1).id()).getStatus()).isEqualTo(404);
			assertThatExceptionOfType(OperationCancelledException.class).isThrownBy(() -> await(waiting))
				.withMessage("'Author.acount' was cancelled by an operator")
				.satisfies(
						(cancelled) -> assertThat(cancelled.getStackTrace()).extracting(StackTraceElement::getFileName)
							.contains("EndpointIntegrationTests.java"));
			assertThat(dataSource(context).inFlight()).extracting(OperationDescriptor::operation)
				.containsExactly("atomic");
			gate.countDown();
			assertThat(await(block)).isTrue();
			assertThat(dataSource(context).inFlight()).isEmpty();
		});
	}

	@Test
	void aStatementThatRunsIsCancelledInTheServer() {
		this.exposed.withPropertyValues(TestDatabase.POSTGRESQL.create().toProperties()).run((context) -> {
			CompletableFuture<Integer> asleep = context.getBean(Books.class).asleep(60);
			List<OperationDescriptor> inFlight = dataSource(context).inFlight();
			while (!inFlight.get(0).state().equals("EXECUTING")) {
				inFlight = dataSource(context).inFlight();
			}

			assertThat(context.getBean(AsyncOrmEndpoint.class).cancel("dataSource", inFlight.get(0).id()).getStatus())
				.isEqualTo(204);

			assertThat(asleep).isCancelled();
			assertThat(await(context.getBean(Authors.class).acount())).isZero();
		});
	}

	@ParameterizedTest
	@EnumSource
	void aDeclaredMethodIsExplainedWithoutRunningIt(TestDatabase database) {
		this.exposed.withPropertyValues(database.create().toProperties()).run((context) -> {
			createBook(context);

			PlanDescriptor plan = plan(context, "afirst", "title__icontains=em%20ma");

			assertThat(plan.method()).isEqualTo("afirst(String title__icontains)");
			assertThat(plan.sql()).contains("LIMIT");
			assertThat(plan.plan()).isNotBlank().containsIgnoringCase("book");
		});
	}

	@Test
	void aMethodWithAPageIsExplainedByItsFirst() {
		this.exposed.run((context) -> {
			PlanDescriptor plan = plan(context, "alist", "pages__lt=300");

			assertThat(plan.method()).isEqualTo("alist(int pages__lt, Pageable page)");
			assertThat(plan.sql()).contains("LIMIT");
			assertThat(plan.plan()).isNotBlank();
		});
	}

	@Test
	void aMethodWithSqlIsExplained() {
		this.exposed.withPropertyValues(TestDatabase.POSTGRESQL.create().toProperties()).run((context) -> {
			long begin = System.nanoTime();

			assertThat(plan(context, "asleep", "seconds=60").plan()).contains("pg_sleep");

			assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(50));
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					400 | Books  | afirst   |             | Missing in 'arguments': title__icontains. afirst(String title__icontains) is
					400 | Books  | afirst   | title=Emma  | 'title' is no parameter of afirst(String title__icontains).
					400 | Books  | afirst   | Emma        | 'arguments' has to be like 'title=Emma&pages=300', and has 'Emma'
					400 | Books  | asleep   | seconds=x   | 'seconds' of asleep(double seconds) cannot be read from what was given
					400 | Books  | alist    | pages__lt=1&page=2 | 'page' of alist(int pages__lt, Pageable page) is not given: it is the first
					400 | Books  | alist    |             | Missing in 'arguments': pages__lt. alist(int pages__lt, Pageable page) is
					400 | Books  | acreate  | title=Emma&pages=1&author=1 | acreate(String title, int pages, Ref<Author> author) cannot
					400 | Books  | alistAndClear |        | alistAndClear() cannot be explained: its @Query holds several statements
					400 | Books  | longOnes |             | longOnes() cannot be explained
					404 | Books  | afirts   |             | 'Books' declares no method 'afirts'. Did you mean 'afirst'?
					404 | Boks   | afirst   |             | There is no repository 'Boks'. Did you mean 'Books'?
					""")
	void whatCannotBeExplainedIsRefusedWithAReason(int status, String repository, String method,
			@Nullable String arguments, String message) {
		this.exposed.run((context) -> {
			WebEndpointResponse<?> response = context.getBean(AsyncOrmEndpoint.class)
				.explain(repository, method, arguments);

			assertThat(response.getStatus()).isEqualTo(status);
			assertThat(response.getBody()).isInstanceOfSatisfying(RefusalDescriptor.class,
					(refusal) -> assertThat(refusal.message()).startsWith(message));
		});
	}

	@Test
	void itTellsWhatWasSlowWithoutValues() {
		this.exposed.run((context) -> {
			createBook(context);
			await(context.getBean(Books.class).filter("title", "Emma").alist());
			await(context.getBean(Books.class).filter("title", "Dune").alist());

			assertThat(dataSource(context).slowest()).anySatisfy((timing) -> {
				assertThat(timing.operation()).isEqualTo("Book.alist");
				assertThat(timing.count()).isEqualTo(2);
				assertThat(timing.failed()).isZero();
				assertThat(timing.longestMillis()).isGreaterThanOrEqualTo(timing.meanMillis());
				assertThat(timing.sql()).contains("?").doesNotContain("Emma");
			});
		});
	}

	@Test
	void eachDataSourceHasItsOwn() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class, DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
			.withConfiguration(ENDPOINT)
			.withPropertyValues("async-orm.schema.action=create", "library=H2", "billing=H2",
					"management.endpoints.web.exposure.include=asyncorm")
			.withUserConfiguration(SeveralDataSources.PrimaryAndBilling.class)
			.run((context) -> {
				var all = context.getBean(AsyncOrmEndpoint.class).describe().dataSources();

				assertThat(all).containsOnlyKeys("library", "billing");
				assertThat(Objects.requireNonNull(all.get("billing")).models()).extracting((model) -> model.name())
					.containsExactlyInAnyOrder("Invoice", "Line");
			});
	}

	@Test
	void itIsNotThereUnlessItIsExposed() {
		this.hidden.run((context) -> {
			assertThat(context).doesNotHaveBean(AsyncOrmEndpoint.class);
			LibraryContexts.observeNothing(context);
		});
	}

	@Test
	void theApplicationStartsWithoutTheActuator() {
		this.exposed.withClassLoader(new FilteredClassLoader(WebEndpoint.class)).run(LibraryContexts::observeNothing);
	}

	private static void createBook(AssertableApplicationContext context) {
		Author ann = await(context.getBean(Authors.class).acreate(kw("name", "Ann")));
		await(context.getBean(Books.class).acreate("Emma", 300, Ref.to(ann)));
	}

	private static PlanDescriptor plan(AssertableApplicationContext context, String method, String arguments) {
		WebEndpointResponse<?> response = context.getBean(AsyncOrmEndpoint.class).explain("Books", method, arguments);
		assertThat(response.getBody()).isInstanceOf(PlanDescriptor.class);
		return (PlanDescriptor) Objects.requireNonNull(response.getBody());
	}

	private static DataSourceDescriptor dataSource(AssertableApplicationContext context) {
		return Objects
			.requireNonNull(context.getBean(AsyncOrmEndpoint.class).describe().dataSources().get("dataSource"));
	}

	private static List<MethodDescriptor> methods(DataSourceDescriptor library) {
		return library.repositories()
			.stream()
			.filter((repository) -> repository.type().endsWith(".Books"))
			.findFirst()
			.orElseThrow()
			.methods();
	}

	private static MethodDescriptor method(DataSourceDescriptor library, String name) {
		return methods(library).stream()
			.filter((method) -> method.method().startsWith(name + "("))
			.findFirst()
			.orElseThrow();
	}

}
