package io.asyncorm.async;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OperationFuture}: cancelling, time limits and dependents.
 */
@Timeout(300)
class OperationFutureTests {

	private final StubExecutor executor = new StubExecutor();

	private final ThreadLocal<String> context = new ThreadLocal<>();

	private final AsyncDispatcher dispatcher = new AsyncDispatcher(this.executor,
			new VirtualThreadExecutor("test-", this::inContext), DispatcherSettings.of(1, 1));

	private final CountDownLatch started = new CountDownLatch(1);

	private final CountDownLatch gate = new CountDownLatch(1);

	private final AtomicBoolean waitingRan = new AtomicBoolean();

	private CompletableFuture<String> running;

	private CompletableFuture<String> waiting;

	@BeforeEach
	void fill() {
		this.running = dispatch("running", (session) -> {
			this.started.countDown();
			return session.runUntilCancelled(1);
		});
		await(this.started);
		this.waiting = dispatch("waiting", (session) -> {
			this.waitingRan.set(true);
			return "done";
		});
	}

	@AfterEach
	void close() {
		this.gate.countDown();
		this.running.cancel(true);
		this.dispatcher.close();
	}

	@Test
	void cancelTakesAWaitingOperationOutOfTheQueue() {
		assertThat(this.waiting.cancel(true)).isTrue();

		assertThat(this.waiting).isCancelled();
		assertThat(this.dispatcher.waitingCount()).isZero();
		CompletableFuture<String> next = dispatch("next", (session) -> "next");
		this.running.cancel(true);
		assertThat(Waiting.await(next)).isEqualTo("next");
		assertThat(this.waitingRan).isFalse();
	}

	@Test
	void cancelReachesTheServer() {
		assertThat(this.running.cancel(true)).isTrue();

		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Waiting.await(this.running));
		assertThat(Waiting.await(this.waiting)).isEqualTo("done");
		assertThat(this.executor.cancels).hasValue(1);
	}

	@Test
	void cancelIsRepeatedWhenItCameTooEarly() {
		this.running.cancel(true);
		Waiting.await(this.waiting);
		CountDownLatch executing = new CountDownLatch(1);
		CompletableFuture<String> insensible = dispatch("insensible", (session) -> {
			executing.countDown();
			return session.runUntilCancelled(3);
		});
		await(executing);

		insensible.cancel(true);

		assertThatTheNextOneRuns();
		assertThat(this.executor.cancels).hasValue(4);
	}

	@Test
	void cancelOfAFinishedOperationDoesNothing() {
		this.running.cancel(true);
		Waiting.await(this.waiting);

		assertThat(this.waiting.cancel(true)).isFalse();
		assertThat(this.waiting).isCompletedWithValue("done");
		assertThat(this.executor.cancels).hasValue(1);
	}

	@Test
	void cancelOfADependentCancelsTheOperation() {
		CompletableFuture<Integer> dependent = this.running.thenApply(String::length).thenApply((length) -> length + 1);

		dependent.cancel(true);

		assertThat(this.running).isCancelled();
		assertThat(Waiting.await(this.waiting)).isEqualTo("done");
	}

	@Test
	void completingByHandCancelsTheOperation() {
		assertThat(this.waiting.completeExceptionally(new IllegalStateException("by hand"))).isTrue();
		assertThat(this.running.complete("by hand")).isTrue();

		assertThat(this.running).isCompletedWithValue("by hand");
		assertThatTheNextOneRuns();
		assertThat(this.waitingRan).isFalse();
	}

	@Test
	void aTimeLimitCoversTheWaitForALane() {
		CompletableFuture<String> limited = this.waiting.orTimeout(20, TimeUnit.MILLISECONDS);

		assertThat(limited).isSameAs(this.waiting);
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(limited))
			.withMessageStartingWith("'waiting' did not finish within 0.02 s (orTimeout) and was cancelled: "
					+ "waiting for a lane 0.0");
		assertThat(this.dispatcher.waitingCount()).isZero();
	}

	@Test
	void aTimeLimitMayBeAsLongAsItWants() {
		assertThat(this.waiting.orTimeout(Long.MAX_VALUE, TimeUnit.DAYS)).isSameAs(this.waiting);

		this.running.cancel(true);
		assertThat(Waiting.await(this.waiting)).isEqualTo("done");
	}

	@Test
	void aTimeLimitCancelsTheStatement() {
		this.running.orTimeout(20, TimeUnit.MILLISECONDS);

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(this.running))
			.withMessageContaining("'running'");
		assertThat(Waiting.await(this.waiting)).isEqualTo("done");
		assertThat(this.executor.cancels).hasValue(1);
	}

	@Test
	void aTimeLimitOnADependentCancelsTheStatement() {
		CompletableFuture<Integer> dependent = this.running.thenApply(String::length)
			.orTimeout(20, TimeUnit.MILLISECONDS);

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(dependent));
		assertThat(Waiting.await(this.waiting)).isEqualTo("done");
	}

	@Test
	void aTimeLimitThatIsKeptChangesNothing() {
		this.waiting.orTimeout(1, TimeUnit.MINUTES);
		this.running.cancel(true);

		assertThat(Waiting.await(this.waiting)).isEqualTo("done");
	}

	@Test
	void aValueOnTimeoutCancelsTheStatement() {
		this.running.completeOnTimeout("default", 20, TimeUnit.MILLISECONDS);

		assertThat(Waiting.await(this.running)).isEqualTo("default");
		assertThat(Waiting.await(this.waiting)).isEqualTo("done");
		assertThat(this.executor.cancels).hasValue(1);
	}

	@Test
	void carriesTheContextOfTheCall() {
		this.running.cancel(true);
		Waiting.await(this.waiting);
		this.context.set("caller");
		AtomicReference<String> onLane = new AtomicReference<>();
		CompletableFuture<String> future = dispatch("operation", (session) -> {
			onLane.set(this.context.get());
			await(this.gate);
			return "done";
		});
		CompletableFuture<String> dependent = future.thenApply((value) -> this.context.get());
		CompletableFuture<String> asyncDependent = future.thenApplyAsync((value) -> this.context.get());
		this.context.set("someone else");

		this.gate.countDown();

		assertThat(Waiting.await(dependent)).isEqualTo("caller");
		assertThat(Waiting.await(asyncDependent)).isEqualTo("caller");
		assertThat(onLane).hasValue("caller");
	}

	@Test
	void carriesTheContextOfTheCallIntoABlock() {
		this.running.cancel(true);
		Waiting.await(this.waiting);
		this.context.set("caller");

		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> this.context.get());
		this.context.remove();

		assertThat(Waiting.await(block)).isEqualTo("caller");
	}

	@Test
	void asynchronousStagesRunOnVirtualThreads() {
		this.running.cancel(true);

		Thread thread = Waiting.await(this.waiting.thenApplyAsync((value) -> Thread.currentThread()));

		assertThat(thread.isVirtual()).isTrue();
		assertThat(thread.getName()).startsWith("test-stage-");
	}

	@Test
	void aContextThatCannotBeCapturedOrRestoredFailsTheFuture() {
		AsyncDispatcher capturing = new AsyncDispatcher(this.executor, new VirtualThreadExecutor("test-", (task) -> {
			throw new IllegalStateException("not captured");
		}), DispatcherSettings.of(1, 1));
		AsyncDispatcher restoring = new AsyncDispatcher(this.executor,
				new VirtualThreadExecutor("test-", (task) -> () -> {
					throw new IllegalStateException("not restored");
				}), DispatcherSettings.of(1, 1));

		CompletableFuture<String> notCaptured = capturing.dispatch(this.executor.operation("op", (session) -> "done"));
		CompletableFuture<String> notRestored = restoring.dispatch(this.executor.operation("op", (session) -> "done"));

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Waiting.await(notCaptured))
			.withMessage("not captured");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Waiting.await(notRestored))
			.withMessage("not restored");
	}

	private void assertThatTheNextOneRuns() {
		CompletableFuture<String> next = dispatch("next", (session) -> "next");

		assertThat(Waiting.await(next)).isEqualTo("next");
	}

	private Runnable inContext(Runnable task) {
		String captured = this.context.get();
		return () -> {
			this.context.set(captured);
			try {
				task.run();
			}
			finally {
				this.context.remove();
			}
		};
	}

	private <R> CompletableFuture<R> dispatch(String name, StubExecutor.Body<R> body) {
		return this.dispatcher.dispatch(this.executor.operation(name, body));
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
