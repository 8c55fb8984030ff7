package io.asyncorm.replicas;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

import io.asyncorm.Replica;
import io.asyncorm.async.CarriedCaller;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.replicas.Entries.Journals;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Work that others carry to other threads, by Micrometer's context propagation, is of the
 * caller that started it: each reads what the other wrote, whatever the standby shows,
 * whose replay is paused.
 */
@Timeout(180)
class CarriedCallerIntegrationTests extends AbstractJournalTests {

	private static final Duration LONG = Duration.ofHours(1);

	private Journals journals;

	@BeforeEach
	void start() {
		builder().schemaAction(SchemaAction.CREATE).build().close();
		cluster.awaitReplayed();
		cluster.pauseReplay();
		this.orm = builder().replica(Replica.of("replica", this.standby).stickiness(LONG)).build();
		this.journals = this.orm.repository(Journals.class);
	}

	@AfterEach
	void forgetRequest() {
		RequestContextHolder.resetRequestAttributes();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ways")
	void whatIsCarriedReadsWhatItsCallerWrote(String way, Function<Supplier<Long>, Long> run) {
		write();

		assertThat(run.apply(this::count)).isEqualTo(1);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ways")
	void aCallerReadsWhatWasWrittenByWhatIsCarried(String way, Function<Supplier<Long>, Long> run) {
		assertThat(count()).isZero();

		run.apply(this::write);

		assertThat(count()).isEqualTo(1);
		assertThat(run.apply(this::count)).isEqualTo(1);
	}

	/** As the methods that are {@code @Async} do, which no request is bound to. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("ways")
	void whatARequestStartsIsOfThatRequest(String way, Function<Supplier<Long>, Long> run) {
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
		run.apply(this::write);

		assertThat(count()).isEqualTo(1);
		assertThat(run.apply(this::count)).isEqualTo(1);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
		assertThat(count()).isZero();
		assertThat(run.apply(this::count)).isZero();
		RequestContextHolder.resetRequestAttributes();
		assertThat(count()).isZero();
	}

	static List<Arguments> ways() {
		return List.of(way("a task decorator", CarriedCallerIntegrationTests::byDecorator),
				way("an executor of Micrometer's", CarriedCallerIntegrationTests::byExecutor),
				way("Reactor", CarriedCallerIntegrationTests::byReactor),
				way("Reactor on the calling thread", CarriedCallerIntegrationTests::byReactorHere));
	}

	private static Arguments way(String name, Function<Supplier<Long>, Long> run) {
		return Arguments.of(name, run);
	}

	private static Long byDecorator(Supplier<Long> work) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
		executor.setTaskDecorator(new ContextPropagatingTaskDecorator());
		return await(CompletableFuture.supplyAsync(work, executor));
	}

	private static Long byExecutor(Supplier<Long> work) {
		try (ExecutorService executor = carrying(Executors.newSingleThreadExecutor())) {
			return await(CompletableFuture.supplyAsync(work, executor));
		}
	}

	private static Long byReactor(Supplier<Long> work) {
		return carried(() -> Mono.fromSupplier(work).subscribeOn(Schedulers.boundedElastic()));
	}

	private static Long byReactorHere(Supplier<Long> work) {
		return carried(() -> Mono.fromSupplier(work));
	}

	private static ExecutorService carrying(ExecutorService executor) {
		return ContextExecutorService.wrap(executor, ContextSnapshotFactory.builder().build()::captureAll);
	}

	@Test
	void aThreadOfAPoolForgetsWhomItWorkedFor() {
		try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
			await(CompletableFuture.supplyAsync(this::write, carrying(pool)));

			assertThat(await(CompletableFuture.supplyAsync(this::count, pool))).isZero();
			assertThat(await(CompletableFuture.supplyAsync(this::count, carrying(pool)))).isEqualTo(1);
		}
	}

	@Test
	void aPipelineThatChangesThreadsReadsWhatItWrote() {
		Supplier<Mono<Long>> written = () -> Mono.fromFuture(() -> this.journals.acreate(kw("name", "own")))
			.publishOn(Schedulers.parallel())
			.flatMap((created) -> Mono.fromFuture(() -> this.journals.acount()));

		assertThat(carried(written)).isEqualTo(1);
	}

	/** As the requests are that an event loop serves. */
	@Test
	void callersThatShareAThreadAreToldApartByTheContextOfReactor() {
		try (ExecutorService loop = Executors.newSingleThreadExecutor();
				ExecutorService other = Executors.newSingleThreadExecutor()) {
			Scheduler ofLoop = Schedulers.fromExecutorService(loop);
			Supplier<Mono<Long>> written = () -> Mono.fromSupplier(this::write)
				.subscribeOn(ofLoop)
				.publishOn(Schedulers.fromExecutorService(other))
				.map((key) -> count())
				.contextWrite(fresh());
			Supplier<Mono<Long>> read = () -> Mono.fromSupplier(this::count).subscribeOn(ofLoop).contextWrite(fresh());

			assertThat(carried(written)).isEqualTo(1);
			assertThat(carried(read)).isZero();
			assertThat(count()).isZero();
		}
	}

	private static Context fresh() {
		return Context.of(CarriedCaller.KEY, CarriedCaller.fresh());
	}

	/** What is made and subscribed while Reactor carries. */
	private static Long carried(Supplier<Mono<Long>> work) {
		Hooks.enableAutomaticContextPropagation();
		try {
			return work.get().block(Duration.ofMinutes(1));
		}
		finally {
			Hooks.disableAutomaticContextPropagation();
		}
	}

	private Long write() {
		return await(this.journals.acreate(kw("name", "own"))).id();
	}

	private Long count() {
		return await(this.journals.acount());
	}

}
