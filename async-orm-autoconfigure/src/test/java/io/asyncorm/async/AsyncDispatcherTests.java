package io.asyncorm.async;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.asyncorm.query.OperationRouting;
import io.asyncorm.query.OverloadedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.NonTransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AsyncDispatcher}: lanes, queue, failures, blocks and closing.
 */
@Timeout(300)
class AsyncDispatcherTests extends AbstractDispatcherTests {

	@Test
	void runsAsManyOperationsAtOnceAsThereAreLanes() {
		this.dispatcher = dispatcher(DispatcherSettings.of(4, 100));
		CyclicBarrier fourAtOnce = new CyclicBarrier(4);
		List<CompletableFuture<Integer>> futures = new ArrayList<>();

		for (int i = 0; i < 40; i++) {
			futures.add(this.dispatcher
				.dispatch(this.executor.operation("wait", (session) -> fourAtOnce.await(20, TimeUnit.SECONDS))));
		}

		assertThat(Waiting.await(Waiting.gather(futures))).hasSize(40);
		assertThat(this.executor.mostHeld).hasValue(4);
	}

	@Test
	void refusesWhatFindsTheQueueFull() {
		List<CompletableFuture<String>> admitted = List.of(blocked(), blocked(), blocked(), blocked());

		CompletableFuture<String> refused = blocked();

		assertThat(refused).isCompletedExceptionally();
		assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> Waiting.await(refused))
			.withMessageContaining("'blocked' was refused")
			.withMessageContaining("async-orm.execution.lanes: 2")
			.withMessageContaining("async-orm.execution.queue-capacity: 2")
			.withMessageMatching(".* 2 run, longest from .*\\(2 times\\); 2 wait, longest from .*")
			.satisfies((ex) -> assertThat(ex.getRunning()).isEqualTo(2))
			.satisfies((ex) -> assertThat(ex.getWaiting()).isEqualTo(2))
			.satisfies((ex) -> assertThat(ex.getOldestCallSites()).hasSize(1))
			.satisfies((ex) -> assertThat(ex.getLanes()).isEqualTo(2))
			.satisfies((ex) -> assertThat(ex.getQueueCapacity()).isEqualTo(2));
		this.gate.countDown();
		assertThat(Waiting.await(Waiting.gather(admitted))).containsOnly("done");
	}

	@Test
	void startsWaitingOperationsInTheirOrder() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 10));
		List<Integer> order = new ArrayList<>();
		List<CompletableFuture<Boolean>> futures = new ArrayList<>();
		blocked();
		for (int i = 0; i < 10; i++) {
			int number = i;
			futures.add(dispatch((session) -> order.add(number)));
		}

		this.gate.countDown();

		Waiting.await(Waiting.gather(futures));
		assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	}

	@Test
	void failsTheFutureWithTheBareException() {
		CompletableFuture<String> failed = dispatch((session) -> {
			throw new DuplicateKeyException("twice");
		});

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(failed))
			.withMessage("twice");
	}

	@Test
	void goesOnAfterAnError() {
		CompletableFuture<String> failed = dispatch((session) -> {
			throw new StackOverflowError();
		});

		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> Waiting.await(failed));
		assertThatTheNextOneRuns();
		assertThat(this.dispatcher.runningCount()).isZero();
	}

	@Test
	void runsInTheTransactionOfTheCaller() {
		this.executor.joinCallingThread(true);

		CompletableFuture<Thread> future = dispatch((session) -> Thread.currentThread());
		CompletableFuture<String> failed = dispatch((session) -> {
			throw new DuplicateKeyException("twice");
		});

		assertThat(future).isCompletedWithValue(Thread.currentThread());
		assertThat(failed).isCompletedExceptionally();
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(failed));
	}

	@Test
	void drainsWhatWaitsWhenItIsClosed() throws InterruptedException {
		List<CompletableFuture<String>> futures = List.of(blocked(), blocked(), blocked(), blocked());
		Thread closing = Thread.ofVirtual().start(this.dispatcher::close);
		CompletableFuture<String> late = awaitRefusal();

		this.gate.countDown();

		assertThat(closing.join(Duration.ofSeconds(20))).isTrue();
		assertThat(Waiting.await(Waiting.gather(futures))).containsOnly("done");
		assertThatExceptionOfType(NonTransientDataAccessResourceException.class).isThrownBy(() -> Waiting.await(late))
			.withMessageContaining("'late' was refused: the dispatcher is closed");
	}

	@Test
	void cancelsWhatDoesNotFinishInTimeWhenItIsClosed() {
		this.dispatcher = dispatcher(DispatcherSettings.of(2, 2).withShutdownTimeout(Duration.ofMillis(50)));
		CompletableFuture<String> running = dispatch((session) -> session.runUntilCancelled(1));
		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> {
			this.gate.await();
			return "done";
		});
		CompletableFuture<String> waiting = dispatch((session) -> "never");

		this.dispatcher.close();

		assertThat(List.of(running, block, waiting)).allSatisfy((future) -> {
			assertThat(future).failsWithin(Duration.ofSeconds(60));
			assertThat(future).isCancelled();
		});
		assertThat(this.dispatcher.runningCount()).isZero();
		assertThat(this.executor.cancels).hasPositiveValue();
	}

	@Test
	void aBlockTakesThePlaceOfAnOperationAndRunsOffTheLane() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 1));
		AtomicReference<Thread> thread = new AtomicReference<>();
		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> {
			thread.set(Thread.currentThread());
			this.gate.await();
			return "done";
		});
		CompletableFuture<String> waiting = dispatch((session) -> "after");

		assertThatExceptionOfType(OverloadedException.class)
			.isThrownBy(() -> Waiting.await(this.dispatcher.submit("other", (cancellation) -> "never")))
			.withMessageContaining("'other'");
		assertThat(waiting).isNotDone();
		this.gate.countDown();
		assertThat(Waiting.await(block)).isEqualTo("done");
		assertThat(Waiting.await(waiting)).isEqualTo("after");
		assertThat(thread.get().isVirtual()).isTrue();
		assertThat(thread.get().getName()).startsWith("async-orm-block-");
	}

	@Test
	void closingAgainDoesNotWaitAgain() throws InterruptedException {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 1).withShutdownTimeout(Duration.ofDays(1)));
		CompletableFuture<String> running = blocked();
		Thread closing = Thread.ofVirtual().start(this.dispatcher::close);
		awaitRefusal();

		Thread again = Thread.ofVirtual().start(this.dispatcher::close);

		assertThat(again.join(Duration.ofSeconds(10))).isTrue();
		assertThat(running).isNotDone();
		this.gate.countDown();
		assertThat(closing.join(Duration.ofSeconds(20))).isTrue();
	}

	@Test
	void theRoutingKeyIsAskedForOncePerCall() {
		AtomicInteger asked = new AtomicInteger();
		OperationRouting routing = OperationRouting.of(asked::incrementAndGet, (key) -> {
		}, () -> {
		});
		this.dispatcher = new AsyncDispatcher(this.executor, new VirtualThreadExecutor().with(routing),
				DispatcherSettings.of(2, 2));

		CompletableFuture<String> operation = dispatch((session) -> "done");
		assertThat(asked).hasValue(1);
		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> "done");
		assertThat(asked).hasValue(2);

		assertThat(List.of(operation, block))
			.allSatisfy((future) -> assertThat(future).succeedsWithin(Duration.ofSeconds(60)));
		assertThat(asked).hasValue(2);
	}

	private CompletableFuture<String> awaitRefusal() {
		CompletableFuture<String> future = null;
		while (future == null || !failedAsClosed(future)) {
			future = this.dispatcher.dispatch(this.executor.operation("late", (session) -> "late"));
			Thread.onSpinWait();
		}
		return future;
	}

	private static boolean failedAsClosed(CompletableFuture<?> future) {
		return future.isCompletedExceptionally()
				&& future.exceptionNow() instanceof NonTransientDataAccessResourceException;
	}

}
