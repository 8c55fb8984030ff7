package io.asyncorm.async;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationCursor;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.plan.RunningOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Lane}: its thread, the connection that it keeps, and whose code runs
 * on it.
 */
@Timeout(300)
class LaneTests extends AbstractDispatcherTests {

	private static final int ROUNDS = Boolean.getBoolean("async-orm.thorough") ? 100_000 : 2_000;

	@Test
	void runsOperationsOnVirtualThreadsWithSpeakingNames() {
		String lane = Waiting.await(dispatch((session) -> Thread.currentThread().toString()));

		assertThat(lane).startsWith("VirtualThread").contains("async-orm-lane-");
	}

	@Test
	void aLaneThatNobodyNeedsIsUsedAgainWithItsSession() {
		String first = Waiting.await(dispatch((session) -> String.valueOf(System.identityHashCode(session))));
		String second = Waiting.await(dispatch((session) -> String.valueOf(System.identityHashCode(session))));

		assertThat(second).isEqualTo(first);
		assertThat(this.executor.held).hasValue(0);
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
	void aConnectionGoesFromLanesAndReadingsToBlocksWhichGiveItBack() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 20).withMaxHold(Duration.ofMinutes(1)));
		List<CompletableFuture<?>> futures = new ArrayList<>();
		futures.add(blocked());
		for (int i = 0; i < 3; i++) {
			futures.add(block(true));
			futures.add(block(true));
			futures.add(dispatch((session) -> "done"));
			futures.add(reading());
		}
		this.gate.countDown();

		futures.forEach(CompletableFuture::join);
		assertThatTheNextOneRuns();

		assertThat(this.executor.mostHeld).hasValue(1);
		assertThat(this.executor.held).hasValue(0);
		assertThat(this.executor.aborts).hasValue(0);
		assertThat(this.executor.taken).hasValue(8); // the first, one after each block,
														// the last
	}

	@Test
	void aBlockThatTakesAnotherConnectionHasNoneOfALane() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 2).withMaxHold(Duration.ofMinutes(1)));
		blocked();
		CompletableFuture<Integer> heldInBlock = block(false);
		CompletableFuture<String> last = dispatch((session) -> "last");

		this.gate.countDown();

		assertThat(Waiting.await(heldInBlock)).isZero();
		assertThat(Waiting.await(last)).isEqualTo("last");
	}

	@Test
	void aBlockGivesItsConnectionBackIfConnectionsAreNotKept() {
		this.dispatcher = dispatcher(DispatcherSettings.of(1, 2).withKeepConnections(false));
		blocked();
		CompletableFuture<Integer> heldInBlock = block(true);
		CompletableFuture<?> reading = reading();

		this.gate.countDown();

		assertThat(Waiting.await(heldInBlock)).isZero();
		reading.join();
		assertThat(this.executor.held).hasValue(0);
		assertThat(this.executor.taken).hasValue(2);
	}

	/** A block that tells how many connections are held when its transaction begins. */
	private CompletableFuture<Integer> block(boolean onConnection) {
		return this.dispatcher.submit("block", (cancellation) -> {
			int held = this.dispatcher.beginTransaction("block", onConnection, () -> {
				this.executor.joinCallingThread(true);
				return this.executor.held.get();
			});
			this.dispatcher.endTransaction("block", () -> this.executor.joinCallingThread(false));
			return held;
		});
	}

	private CompletableFuture<?> reading() {
		AtomicInteger chunks = new AtomicInteger();
		Operation<@Nullable List<String>> rows = this.executor.operation("rows",
				(session) -> (chunks.incrementAndGet() <= 2) ? List.of("row") : null);
		return this.dispatcher.iterate(StubExecutor.rows(rows), 1).forEach((row) -> {
		});
	}

	@Test
	void aConnectionThatCannotBeGivenBackCostsNeitherFutureNorLane() {
		OperationExecutor failing = new FailingRelease(this.executor);
		this.dispatcher = new AsyncDispatcher(failing, new VirtualThreadExecutor(), DispatcherSettings.of(1, 2));

		CompletableFuture<String> future = dispatch((session) -> "done");

		assertThat(future).succeedsWithin(Duration.ofSeconds(60)).isEqualTo("done");
		assertThatTheNextOneRuns();
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
		public OperationSession endCallerTransaction() {
			return openSession();
		}

		@Override
		public String sql(Operation<?> operation) {
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
				public RunningOperation running() {
					return session.running();
				}

				@Override
				public void release() {
					throw new NoClassDefFoundError("gone");
				}

			};
		}

	}

}
