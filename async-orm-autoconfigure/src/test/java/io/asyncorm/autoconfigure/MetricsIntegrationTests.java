package io.asyncorm.autoconfigure;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.autoconfigure.observation.AsyncOrmMetricsAutoConfiguration;
import io.asyncorm.query.Ref;
import io.asyncorm.transaction.AsyncTransactions;
import io.asyncorm.transaction.TransactionOptions;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.QueryTimeoutException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the timers, gauges and counters of Micrometer.
 */
@Timeout(120)
class MetricsIntegrationTests {

	private static final AutoConfigurations METRICS = AutoConfigurations.of(AsyncOrmMetricsAutoConfiguration.class,
			MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
			SimpleMetricsExportAutoConfiguration.class);

	private final ApplicationContextRunner plain = LibraryContexts.library()
		.withPropertyValues("async-orm.schema.action=create");

	private final ApplicationContextRunner measured = this.plain.withConfiguration(METRICS)
		.withPropertyValues("async-orm.execution.lanes=2", "async-orm.execution.queue-capacity=3");

	@Test
	void gaugesTellWhatRunsAndWaits() {
		this.measured.run((context) -> {
			CountDownLatch gate = new CountDownLatch(1);
			List<CompletableFuture<Boolean>> blocks = hold(context, 2, gate);
			List<CompletableFuture<Long>> waiting = IntStream.range(0, 3)
				.mapToObj((each) -> context.getBean(Authors.class).acount())
				.toList();

			assertThat(value(context, "async.orm.lanes")).isEqualTo(2);
			assertThat(value(context, "async.orm.running")).isEqualTo(2);
			assertThat(value(context, "async.orm.waiting")).isEqualTo(3);
			assertThat(value(context, "async.orm.oldest.wait")).isPositive();

			gate.countDown();
			await(gather(blocks));
			await(gather(waiting));
			assertThat(value(context, "async.orm.waiting")).isZero();
			assertThat(value(context, "async.orm.oldest.wait")).isZero();
		});
	}

	@Test
	void countersTellWhatWasCancelledRefusedAndLate() {
		this.measured.run((context) -> {
			Authors authors = context.getBean(Authors.class);
			CountDownLatch gate = new CountDownLatch(1);
			List<CompletableFuture<Boolean>> blocks = hold(context, 2, gate);
			CompletableFuture<Long> late = authors.timeout(Duration.ofMillis(1)).acount();
			assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> await(late));
			List<CompletableFuture<Long>> calls = IntStream.range(0, 5).mapToObj((each) -> authors.acount()).toList();
			calls.forEach((call) -> call.cancel(true));
			calls.forEach((call) -> call.cancel(true));
			gate.countDown();
			await(gather(blocks));

			assertThat(value(context, "async.orm.timed.out")).isEqualTo(1);
			assertThat(value(context, "async.orm.refused")).isEqualTo(2);
			assertThat(value(context, "async.orm.cancelled")).isEqualTo(3);
		});
	}

	@Test
	void countersTellWhatWasRunAgain() {
		this.measured.run((context) -> {
			CountDownLatch collisions = new CountDownLatch(2);
			await(context.getBean(AsyncTransactions.class).atomic(TransactionOptions.defaults().retry(3), () -> {
				if (collisions.getCount() > 0) {
					collisions.countDown();
					throw new CannotAcquireLockException("collided", new SQLException("collided", "40001"));
				}
			}));

			assertThat(value(context, "async.orm.retried")).isEqualTo(2);
		});
	}

	@Test
	void countersTellWhatWasMerged() {
		this.measured.withPropertyValues("async-orm.execution.queue-capacity=100", "async-orm.execution.lanes=1")
			.run((context) -> {
				Authors authors = context.getBean(Authors.class);
				List<Author> created = await(authors
					.abulkCreate(IntStream.range(0, 20).mapToObj((name) -> new Author(null, "name " + name)).toList()));
				CountDownLatch gate = new CountDownLatch(1);
				List<CompletableFuture<Boolean>> blocks = hold(context, 1, gate);
				List<CompletableFuture<Author>> calls = created.stream()
					.map((author) -> authors.aget(Objects.requireNonNull(author.id())))
					.toList();
				gate.countDown();
				await(gather(blocks));
				await(gather(calls));

				double merged = value(context, "async.orm.merged", "kind", "lookups");
				assertThat(merged).isBetween(2.0, 20.0);
				assertThat(value(context, "async.orm.batches", "kind", "lookups")).isBetween(1.0, merged / 2);
				assertThat(value(context, "async.orm.merged", "kind", "creates")).isZero();
			});
	}

	@Test
	void timersTellHowLongQueueConnectionAndStatementTake() {
		this.measured.run((context) -> {
			Authors authors = context.getBean(Authors.class);
			await(authors.acreate(kw("name", "Ann")));
			await(authors.acount());
			await(context.getBean(AsyncTransactions.class).atomic(() -> await(authors.acount())));

			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("async.orm.queue").timer().count()).isEqualTo(3);
			assertThat(registry.get("async.orm.connection").timer().count()).isPositive();
			assertThat(registry.get("async.orm.connection").timer().totalTime(TimeUnit.NANOSECONDS)).isPositive();
			assertThat(registry.get("async.orm.connection.idle").timer().count()).isPositive();
			assertThat(registry.get("async.orm.connection.idle").timer().totalTime(TimeUnit.NANOSECONDS)).isPositive();
			assertThat(registry.get("async.orm.statement").tag("outcome", "SUCCESS").timer().count())
				.isGreaterThanOrEqualTo(3);
			assertThat(registry.get("async.orm.statement").tag("outcome", "ERROR").timer().count()).isZero();
		});
	}

	@Test
	void aStatementThatFailsIsTimedAsSuch() {
		this.measured.run((context) -> {
			Author ann = await(context.getBean(Authors.class).acreate(kw("name", "Ann")));
			Books books = context.getBean(Books.class);
			await(books.acreate("Emma", 1, Ref.to(ann)));

			assertThat(books.acreate("Emma", 2, Ref.to(ann))).failsWithin(Duration.ofSeconds(60));
			assertThat(context.getBean(MeterRegistry.class)
				.get("async.orm.statement")
				.tag("outcome", "ERROR")
				.timer()
				.count()).isEqualTo(1);
		});
	}

	@Test
	void dataSourcesTellThemselvesApartByATag() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class, DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
			.withConfiguration(METRICS)
			.withPropertyValues("async-orm.schema.action=create", "library=H2", "billing=H2")
			.withUserConfiguration(SeveralDataSources.PrimaryAndBilling.class)
			.withBean(SeveralDataSources.Service.class)
			.run((context) -> {
				await(context.getBean(SeveralDataSources.Service.class).invoices().acount());

				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.get("async.orm.lanes").gauges())
					.extracting((gauge) -> gauge.getId().getTag("data.source"))
					.containsExactlyInAnyOrder("library", "billing");
				assertThat(registry.get("async.orm.queue").tag("data.source", "library").timer().count()).isZero();
				assertThat(registry.get("async.orm.queue").tag("data.source", "billing").timer().count()).isEqualTo(1);
			});
	}

	@Test
	void nothingIsMeasuredWithoutARegistry() {
		this.plain.withConfiguration(AutoConfigurations.of(AsyncOrmMetricsAutoConfiguration.class))
			.run(LibraryContexts::observeNothing);
		this.measured.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run(LibraryContexts::observeNothing);
	}

	@Test
	void aRegistryOfTheApplicationIsUsed() {
		this.plain.withConfiguration(AutoConfigurations.of(AsyncOrmMetricsAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.run((context) -> {
				await(context.getBean(Authors.class).acount());

				assertThat(context.getBean(MeterRegistry.class).get("async.orm.queue").timer().count()).isEqualTo(1);
			});
	}

	private static List<CompletableFuture<Boolean>> hold(AssertableApplicationContext context, int lanes,
			CountDownLatch gate) throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(lanes);
		List<CompletableFuture<Boolean>> blocks = IntStream.range(0, lanes)
			.mapToObj((lane) -> context.getBean(AsyncTransactions.class).atomic(() -> {
				begun.countDown();
				return gate.await(30, TimeUnit.SECONDS);
			}))
			.toList();
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		return blocks;
	}

	private static double value(AssertableApplicationContext context, String name, String... tags) {
		Meter meter = context.getBean(MeterRegistry.class).get(name).tags(tags).meter();
		return meter.measure().iterator().next().getValue();
	}

}
