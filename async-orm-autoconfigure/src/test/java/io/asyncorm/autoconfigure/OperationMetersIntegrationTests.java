package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.autoconfigure.observation.AsyncOrmMetricsAutoConfiguration;
import io.asyncorm.autoconfigure.observation.AsyncOrmObservationAutoConfiguration;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.DuplicateObjectException;
import io.asyncorm.query.Ref;
import io.asyncorm.transaction.AsyncTransactions;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the meters that are made of observed calls.
 */
@Timeout(120)
class OperationMetersIntegrationTests {

	private final ApplicationContextRunner measured = LibraryContexts.library()
		.withConfiguration(AutoConfigurations.of(AsyncOrmMetricsAutoConfiguration.class,
				AsyncOrmObservationAutoConfiguration.class, MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
				ObservationAutoConfiguration.class))
		.withPropertyValues("async-orm.schema.action=create");

	@Test
	void theMetersOfCallsAreThoseThatMicrometerMakes() {
		this.measured.run((context) -> {
			SimpleMeterRegistry expected = new SimpleMeterRegistry();
			ObservationRegistry observations = context.getBean(ObservationRegistry.class);
			observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(expected));

			await(authors(context).acreate(kw("name", "Ann")));
			await(authors(context).acount());
			await(authors(context).acount());
			await(context.getBean(AsyncTransactions.class).atomic(() -> {
				Objects.requireNonNull(observations.getCurrentObservation()).event(Observation.Event.of("paid"));
			}));
			assertThatExceptionOfType(DoesNotExistException.class).isThrownBy(() -> await(authors(context).aget(77L)));

			assertThat(expected.getMeters()).hasSizeGreaterThan(5);
			assertThat(ids(meters(context))).containsExactlyInAnyOrderElementsOf(ids(expected));
			assertThat(expected.getMeters()).filteredOn(Timer.class::isInstance)
				.allSatisfy((each) -> assertThat(
						meters(context).get(each.getId().getName()).tags(each.getId().getTags()).timer().count())
					.isEqualTo(((Timer) each).count()));
		});
	}

	@Test
	void aTimerSaysWhichExceptionTheCallerHasSeen() {
		this.measured.run((context) -> {
			Ref<?> ann = Ref.to(await(authors(context).acreate(kw("name", "Ann"))));
			await(context.getBean(Books.class).acreate(kw("title", "Emma", "pages", 300, "author", ann)));

			assertThatExceptionOfType(DuplicateObjectException.class).isThrownBy(() -> await(
					context.getBean(Books.class).acreate(kw("title", "Emma", "pages", 300, "author", ann))));

			assertThat(timer(context, "acreate", "outcome", "ERROR").getId().getTag("error"))
				.isEqualTo("DuplicateObjectException");
		});
	}

	@Test
	void aTimerOfWhatIsActiveCountsACallUntilItsEnd() {
		this.measured.run((context) -> {
			CountDownLatch begun = new CountDownLatch(1);
			CountDownLatch gate = new CountDownLatch(1);
			CompletableFuture<Boolean> block = context.getBean(AsyncTransactions.class).atomic(() -> {
				begun.countDown();
				return gate.await(30, TimeUnit.SECONDS);
			});
			assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
			LongTaskTimer active = meters(context).get("async.orm.operation.active").longTaskTimer();

			assertThat(active.activeTasks()).isEqualTo(1);

			gate.countDown();
			await(block);
			assertThat(active.activeTasks()).isZero();
			assertThat(timer(context, "atomic", "outcome", "SUCCESS").totalTime(TimeUnit.NANOSECONDS)).isPositive();
		});
	}

	@Test
	void aPropertyOfSpringBootLeavesOutTheTimerOfWhatIsActive() {
		this.measured.withPropertyValues("management.metrics.observations.ignored-meters=long-task-timer")
			.run((context) -> {
				await(authors(context).acount());

				assertThat(meters(context).find("async.orm.operation.active").meters()).isEmpty();
				assertThat(timer(context, "acount", "outcome", "SUCCESS").count()).isEqualTo(1);
			});
	}

	@Test
	void aTimerThatWasRemovedIsMadeAnew() {
		this.measured.run((context) -> {
			await(authors(context).acount());
			meters(context).remove(timer(context, "acount", "outcome", "SUCCESS"));

			await(authors(context).acount());

			assertThat(timer(context, "acount", "outcome", "SUCCESS").count()).isEqualTo(1);
		});
	}

	@Test
	void aHandlerOfTheApplicationMeasuresCalls() {
		this.measured.withBean(OwnHandler.class).run((context) -> {
			await(authors(context).acount());

			assertThat(context.getBean(OwnHandler.class).stopped.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(meters(context).find("async.orm.operation").meters()).isEmpty();
		});
	}

	private static Authors authors(AssertableApplicationContext context) {
		return context.getBean(Authors.class);
	}

	private static MeterRegistry meters(AssertableApplicationContext context) {
		return context.getBean(MeterRegistry.class);
	}

	private static Timer timer(AssertableApplicationContext context, String method, String... tags) {
		return meters(context).get("async.orm.operation").tag("db.operation.name", method).tags(tags).timer();
	}

	private static List<Meter.Id> ids(MeterRegistry registry) {
		return registry.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("async.orm.operation"))
			.toList();
	}

	static class OwnHandler implements MeterObservationHandler<Observation.Context> {

		final CountDownLatch stopped = new CountDownLatch(1);

		@Override
		public void onStop(Observation.Context context) {
			this.stopped.countDown();
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
