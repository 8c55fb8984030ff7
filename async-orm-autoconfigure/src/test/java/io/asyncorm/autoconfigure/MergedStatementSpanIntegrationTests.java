package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.autoconfigure.observation.AsyncOrmObservationAutoConfiguration;
import io.asyncorm.autoconfigure.observation.AsyncOrmTracingAutoConfiguration;
import io.asyncorm.autoconfigure.observation.CallOutcome;
import io.asyncorm.autoconfigure.observation.MergedStatementContext;
import io.asyncorm.autoconfigure.observation.OperationContext;
import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.Observers;
import io.asyncorm.query.DuplicateObjectException;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the observation of a statement that is sent for several calls, and for the
 * links of its span, as OpenTelemetry exports it.
 */
@Timeout(120)
class MergedStatementSpanIntegrationTests {

	private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

	private final Recorded recorded = new Recorded();

	private final ApplicationContextRunner observed = LibraryContexts.library()
		.withConfiguration(
				AutoConfigurations.of(ObservationAutoConfiguration.class, MicrometerTracingAutoConfiguration.class,
						AsyncOrmObservationAutoConfiguration.class, AsyncOrmTracingAutoConfiguration.class))
		.withBean(Recorded.class, () -> this.recorded)
		.withPropertyValues("async-orm.schema.action=create", "async-orm.execution.lanes=1",
				"async-orm.execution.merge=lookups,creates");

	private final ApplicationContextRunner traced = this.observed.withBean(Tracer.class, this::tracer);

	private Tracer tracer() {
		SdkTracerProvider provider = SdkTracerProvider.builder()
			.addSpanProcessor(SimpleSpanProcessor.create(this.exporter))
			.build();
		return new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), (event) -> {
		});
	}

	@Test
	void twoMergedGetsAreOneSpanThatLinksThem() {
		this.traced.run((context) -> {
			long ann = create(context, "Ann");
			long ben = create(context, "Ben");
			Observation request = Observation.start("request", context.getBean(ObservationRegistry.class));

			merged(context, () -> List.of(request.scoped(() -> authors(context).aget(ann)), authors(context).aget(ben)))
				.forEach(CompletableFuture::join);
			request.stop();
			await(authors(context).aget(ann));

			List<SpanData> gets = spans("aget author");
			assertThat(gets).hasSize(3);
			SpanData statement = only("merged aget author");
			assertThat(linked(statement)).containsExactlyInAnyOrder(gets.get(0).getSpanId(), gets.get(1).getSpanId());
			assertThat(statement.getLinks()).extracting((link) -> link.getSpanContext().getTraceId())
				.contains(only("request").getTraceId());
			assertThat(statement.getParentSpanContext().isValid()).isFalse();
			assertThat(statement.getStatus().getStatusCode()).isEqualTo(StatusCode.OK);
			assertThat(attribute(statement, "async.orm.merged.statement")).isNotNull()
				.isEqualTo(attribute(gets.get(0), "async.orm.merged.statement"))
				.isEqualTo(attribute(gets.get(1), "async.orm.merged.statement"));
		});
	}

	@Test
	void aGetByItselfHasNoSuchSpan() {
		this.traced.run((context) -> {
			await(authors(context).aget(create(context, "Ann")));

			assertThat(only("aget author").getLinks()).isEmpty();
			assertThat(this.exporter.getFinishedSpanItems()).noneMatch((span) -> span.getName().contains("merged"));
			assertThat(this.recorded.statements).isEmpty();
		});
	}

	@Test
	void aFailedStatementTellsItsErrorAndNoValues() {
		this.traced.withPropertyValues(TestDatabase.POSTGRESQL.create().toProperties()).run((context) -> {
			Ref<Author> ann = Ref.to(await(authors(context).acreate(kw("name", "Ann"))));
			await(books(context).acreate(new Book(null, "a secret", 300, ann)));
			this.exporter.reset();

			List<CompletableFuture<Book>> calls = merged(context,
					() -> Stream.of("a secret", "Emma")
						.map((title) -> books(context).acreate(new Book(null, title, 1, ann)))
						.toList());
			assertThatExceptionOfType(DuplicateObjectException.class).isThrownBy(() -> await(calls.get(0)));
			assertThat(await(calls.get(1)).title()).isEqualTo("Emma");

			SpanData statement = only("merged acreate book");
			assertThat(linked(statement))
				.containsExactlyInAnyOrderElementsOf(spans("acreate book").stream().map(SpanData::getSpanId).toList());
			assertThat(statement.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
			assertThat(statement.getEvents()).hasSize(1);
			assertThat(statement.toString() + statement.getEvents()).doesNotContain("secret");
			assertThat(attribute(statement, "outcome")).isEqualTo("ERROR");
			assertThat(attribute(statement, "error.type")).isEqualTo(this.recorded.only().getErrorType()).isNotNull();
			assertThat(this.recorded.only().getOutcome()).isEqualTo(CallOutcome.ERROR);
		});
	}

	@Test
	void whatTheStatementCausesIsAPartOfItsSpan() {
		List<Observation> current = new CopyOnWriteArrayList<>();
		ObservationRegistry registry = ObservationRegistry.create();
		this.traced.withBean(ObservationRegistry.class, () -> registry)
			.withBean(ObserverFactory.class,
					() -> (dataSource, assembly) -> new Observers(null,
							new Sent(() -> current.add(Objects.requireNonNull(registry.getCurrentObservation())))))
			.run((context) -> {
				long ann = create(context, "Ann");
				long ben = create(context, "Ben");
				current.clear();

				merged(context, () -> List.of(authors(context).aget(ann), authors(context).aget(ben)))
					.forEach(CompletableFuture::join);

				assertThat(current).extracting(Observation::getContext).contains(this.recorded.only());
			});
	}

	@Test
	void itsKeysAreThoseOfItsCallsAndItsKindWithoutTracingToo() {
		this.observed.withClassLoader(new FilteredClassLoader("io.micrometer.tracing", "io.opentelemetry"))
			.run((context) -> {
				long ann = create(context, "Ann");
				long ben = create(context, "Ben");

				merged(context, () -> List.of(authors(context).aget(ann), authors(context).aget(ben)))
					.forEach(CompletableFuture::join);

				MergedStatementContext statement = this.recorded.only();
				assertThat(context).doesNotHaveBean("asyncOrmMergedStatementSpans");
				assertThat(statement.getName()).isEqualTo("async.orm.merged.statement");
				assertThat(statement.getParentObservation()).isNull();
				assertThat(statement.getLowCardinalityKeyValues()).containsExactlyInAnyOrder(
						KeyValue.of("db.system.name", "h2database"), KeyValue.of("db.operation.name", "aget"),
						KeyValue.of("db.collection.name", "author"), KeyValue.of("model", "Author"),
						KeyValue.of("data.source", "dataSource"), KeyValue.of("outcome", "SUCCESS"),
						KeyValue.of("error.type", "none"), KeyValue.of("kind", "lookups"));
				assertThat(statement.getHighCardinalityKeyValue("async.orm.merged.operations"))
					.isEqualTo(KeyValue.of("async.orm.merged.operations", "2"));
				assertThat(statement.getKind()).isEqualTo(MergeKind.LOOKUPS);
				assertThat(statement.getCallers()).extracting(OperationContext::getMethod)
					.containsExactly("aget", "aget");
			});
	}

	/** What is called while the only lane is busy. */
	private static <T> List<CompletableFuture<T>> merged(AssertableApplicationContext context,
			Supplier<List<CompletableFuture<T>>> calls) throws InterruptedException {
		CountDownLatch gate = new CountDownLatch(1);
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Boolean> block = context.getBean(AsyncTransactions.class).atomic(() -> {
			begun.countDown();
			return gate.await(30, TimeUnit.SECONDS);
		});
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		List<CompletableFuture<T>> called = calls.get();
		gate.countDown();
		await(block);
		return called;
	}

	private static long create(AssertableApplicationContext context, String name) {
		return Objects.requireNonNull(await(authors(context).acreate(kw("name", name))).id());
	}

	private static Authors authors(AssertableApplicationContext context) {
		return context.getBean(Authors.class);
	}

	private static Books books(AssertableApplicationContext context) {
		return context.getBean(Books.class);
	}

	/** In the order of their end. */
	private List<SpanData> spans(String name) {
		return this.exporter.getFinishedSpanItems().stream().filter((span) -> span.getName().equals(name)).toList();
	}

	private SpanData only(String name) {
		assertThat(spans(name)).as(() -> this.exporter.getFinishedSpanItems().toString()).hasSize(1);
		return spans(name).get(0);
	}

	private static List<String> linked(SpanData span) {
		return span.getLinks().stream().map(LinkData::getSpanContext).map((linked) -> linked.getSpanId()).toList();
	}

	private static @Nullable String attribute(SpanData span, String key) {
		return span.getAttributes().get(AttributeKey.stringKey(key));
	}

	/** Observations of merged statements that have ended. */
	static final class Recorded implements ObservationHandler<MergedStatementContext> {

		private final List<MergedStatementContext> statements = new CopyOnWriteArrayList<>();

		@Override
		public void onStop(MergedStatementContext context) {
			this.statements.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof MergedStatementContext;
		}

		MergedStatementContext only() {
			assertThat(this.statements).hasSize(1);
			return this.statements.get(0);
		}

	}

	/** Does something after each statement, on its thread. */
	private record Sent(Runnable action) implements ExecutionObserver {

		@Override
		public void sent(String operation, String sql, long nanos, boolean failed) {
			this.action.run();
		}

	}

}
