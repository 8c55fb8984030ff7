package io.asyncorm.async;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationCursor;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.plan.OperationSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.NonTransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AsyncDispatcher}: lanes, queue, connections, completions and closing.
 */
@Timeout(60)
class AsyncDispatcherTests {

	private static final int ROUNDS = Boolean.getBoolean("async-orm.thorough") ? 100_000 : 2_000;

	private final StubExecutor executor = new StubExecutor();

	private final CountDownLatch gate = new CountDownLatch(1);

	private AsyncDispatcher dispatcher = dispatcher(DispatcherSettings.of(2, 2));

	@AfterEach
	void close() {
		this.gate.countDown();
		this.dispatcher.close();
	}

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
	void runsOperationsOnVirtualThreadsWithSpeakingNames() {
		Thread lane = Waiting.await(dispatch((session) -> Thread.currentThread()));

		assertThat(lane.isVirtual()).isTrue();
		assertThat(lane.getName()).startsWith("async-orm-lane-");
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
	void aLaneKeepsItsConnectionWhileOperationsWait() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 20).withMaxHold(Duration.ofMinutes(1)));

		runTwenty();

		assertThat(this.executor.taken).hasValue(1);
		assertThat(this.executor.held).hasValue(0);
	}

	@Test
	void aLaneReturnsItsConnectionWhenItHasHeldItLongEnough() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 20).withMaxHold(Duration.ZERO));

		runTwenty();

		assertThat(this.executor.taken).hasValue(20);
	}

	@Test
	void aLaneReturnsItsConnectionAfterEveryOperationIfItMustNotKeepIt() {
		this.dispatcher = dispatcher(
				DispatcherSettings.of(1, 20).withMaxHold(Duration.ofMinutes(1)).withKeepConnections(false));

		runTwenty();

		assertThat(this.executor.taken).hasValue(20);
	}

	private void runTwenty() {
		List<CompletableFuture<String>> futures = new ArrayList<>();
		futures.add(blocked());
		for (int i = 1; i < 20; i++) {
			futures.add(dispatch((session) -> "done"));
		}
		this.gate.countDown();
		Waiting.await(futures.get(19));
	}

	@Test
	void whoAwaitsOneOperationFindsTheLaneAndItsConnectionFree() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 0));

		for (int i = 0; i < ROUNDS; i++) {
			Waiting.await(dispatch((session) -> "done"));
			assertThat(this.executor.held).hasValue(0);
		}

		assertThat(this.dispatcher.runningCount()).isZero();
	}

	@Test
	void neverRunsUserCodeOnALane() {
		this.dispatcher = dispatcher(DispatcherSettings.of(2, 10));
		AtomicInteger onLane = new AtomicInteger();
		Runnable dependent = () -> {
			if (Thread.currentThread().getName().contains("lane")) {
				onLane.incrementAndGet();
			}
		};

		for (int i = 0; i < ROUNDS; i++) {
			CompletableFuture<String> future = dispatch((session) -> "done");
			CompletableFuture<?> other = dispatch((session) -> "done").thenRun(dependent);
			CompletableFuture<?> both = CompletableFuture.allOf(future, other).thenRun(dependent);
			future.thenRun(dependent).thenRun(dependent);
			both.join();
		}

		assertThat(onLane).hasValue(0);
	}

	@Test
	void aCallbackThatBlocksHoldsNeitherLaneNorConnection() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 1));
		CountDownLatch hasCallback = new CountDownLatch(1);
		CountDownLatch inCallback = new CountDownLatch(1);
		CompletableFuture<?> callback = dispatch((session) -> hasCallback.await(20, TimeUnit.SECONDS)).thenRun(() -> {
			inCallback.countDown();
			await(this.gate);
		});
		hasCallback.countDown();
		await(inCallback);

		assertThatTheNextOneRuns();
		assertThat(this.dispatcher.runningCount()).isZero();
		assertThat(this.executor.held).hasValue(0);
		assertThat(callback).isNotDone();
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
			assertThat(future).failsWithin(Duration.ofSeconds(20));
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
	void aLaneGivesItsConnectionBackBeforeABlockTakesItsPlace() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 2).withMaxHold(Duration.ofMinutes(1)));
		blocked();
		CompletableFuture<Integer> heldInBlock = this.dispatcher.submit("block",
				(cancellation) -> this.executor.held.get());
		CompletableFuture<String> last = dispatch((session) -> "last");

		this.gate.countDown();

		assertThat(Waiting.await(heldInBlock)).isZero();
		assertThat(Waiting.await(last)).isEqualTo("last");
	}

	@Test
	void aLaneKnowsNothingOfTheCallerThatStartedIt() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 2));
		InheritableThreadLocal<String> tenant = new InheritableThreadLocal<>();
		tenant.set("first");
		blocked();
		tenant.set("second");
		CompletableFuture<List<String>> seen = dispatch((session) -> "lane " + tenant.get())
			.thenApply((onLane) -> List.of(onLane, "callback " + tenant.get()));

		this.gate.countDown();

		assertThat(Waiting.await(seen)).containsExactly("lane null", "callback null");
	}

	@Test
	void aConnectionThatCannotBeGivenBackCostsNeitherFutureNorLane() {
		OperationExecutor failing = new FailingRelease(this.executor);
		this.dispatcher = new AsyncDispatcher(failing, new VirtualThreadExecutor(), DispatcherSettings.of(1, 2));

		CompletableFuture<String> future = dispatch((session) -> "done");

		assertThat(future).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("done");
		assertThatTheNextOneRuns();
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

	private void assertThatTheNextOneRuns() {
		CompletableFuture<String> next = dispatch((session) -> "next");

		assertThat(Waiting.await(next)).isEqualTo("next");
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

	private CompletableFuture<String> blocked() {
		return this.dispatcher.dispatch(this.executor.operation("blocked", (session) -> {
			await(this.gate);
			return "done";
		}));
	}

	private <R> CompletableFuture<R> dispatch(StubExecutor.Body<R> body) {
		Operation<R> operation = this.executor.operation("operation", body);
		return this.dispatcher.dispatch(operation);
	}

	private AsyncDispatcher dispatcher(DispatcherSettings settings) {
		return new AsyncDispatcher(this.executor, new VirtualThreadExecutor(), settings);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Its sessions find that a class is missing when they are to be released. */
	private record FailingRelease(StubExecutor executor) implements OperationExecutor {

		@Override
		public boolean joinsCallerTransaction() {
			return false;
		}

		@Override
		public OperationSession joinCallerTransaction() {
			return openSession();
		}

		@Override
		public String sql(Operation.Rows<?> operation) {
			return this.executor.sql(operation);
		}

		@Override
		public OperationSession openSession() {
			OperationSession session = this.executor.openSession();
			return new OperationSession() {

				@Override
				public <R> R execute(Operation<R> operation, CallSite caller) {
					return session.execute(operation, caller);
				}

				@Override
				public <R> OperationCursor<R> open(Operation.Rows<R> operation, int chunkSize, CallSite caller) {
					return session.open(operation, chunkSize, caller);
				}

				@Override
				public void cancel() {
					session.cancel();
				}

				@Override
				public void release() {
					throw new NoClassDefFoundError("gone");
				}

			};
		}

	}

}
