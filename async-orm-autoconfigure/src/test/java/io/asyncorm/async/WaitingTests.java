package io.asyncorm.async;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.scheduler.NonBlocking;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link Waiting}.
 */
@Timeout(300)
class WaitingTests {

	private final StubExecutor executor = new StubExecutor();

	private final AsyncDispatcher dispatcher = new AsyncDispatcher(this.executor, new VirtualThreadExecutor(),
			DispatcherSettings.of(4, 10));

	@AfterEach
	void close() {
		this.dispatcher.close();
	}

	@Test
	void throwsTheBareExceptionWhereverItComesFrom() {
		CompletableFuture<String> failed = CompletableFuture.failedFuture(new DuplicateKeyException("twice"));

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(failed));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> Waiting.await(failed.thenApply(String::length).thenApply((length) -> length + 1)));
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(CompletableFuture
			.failedFuture(new CompletionException(new DuplicateKeyException("wrapped by someone else")))));
	}

	@Test
	void throwsCheckedExceptionsToo() {
		CompletableFuture<String> failed = CompletableFuture.failedFuture(new IOException("checked"));

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Waiting.await(failed));
	}

	@Test
	void throwsThatTheFutureWasCancelled() {
		CompletableFuture<String> cancelled = new CompletableFuture<>();
		cancelled.cancel(true);

		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Waiting.await(cancelled));
		assertThatExceptionOfType(CancellationException.class)
			.isThrownBy(() -> Waiting.await(cancelled.thenApply(String::length)));
	}

	@Test
	void anInterruptCancelsTheFutureAndStays() {
		CompletableFuture<String> future = dispatch((session) -> session.runUntilCancelled(1));

		Thread.currentThread().interrupt();
		Throwable thrown = catchThrowable(() -> Waiting.await(future));

		assertThat(Thread.interrupted()).isTrue();
		assertThat(thrown).isInstanceOf(CancellationException.class)
			.hasMessage("Interrupted while waiting for a future, which was cancelled")
			.hasCauseInstanceOf(InterruptedException.class);
		assertThat(future).isCancelled();
	}

	@ParameterizedTest
	@CsvSource({ "reactor.core.scheduler.NonBlocking, reactor-http-nio-1",
			"io.netty.util.concurrent.FastThreadLocalThread, nioEventLoopGroup-2-1",
			"io.vertx.core.impl.VertxThread, vert.x-eventloop-thread-0" })
	void isRefusedOnAnEventLoop(String type, String threadName) throws Exception {
		CompletableFuture<String> never = new CompletableFuture<>();

		Throwable thrown = thrownOnThread(type, threadName, () -> Waiting.await(never));

		assertThat(thrown).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("await(...) would block the thread '" + threadName + "'")
			.hasMessageContaining("Mono.fromFuture");
		assertThat(never).isNotDone();
	}

	@ParameterizedTest
	@CsvSource({ "reactor.core.scheduler.NonBlocking, reactor-http-nio-1",
			"io.netty.util.concurrent.FastThreadLocalThread, nioEventLoopGroup-2-1" })
	void doesNotWaitForWhatIsCompleteAndSoMayBeCalledOnAnEventLoop(String type, String threadName) throws Exception {
		CompletableFuture<String> done = CompletableFuture.completedFuture("done");

		assertThat(thrownOnThread(type, threadName, () -> Waiting.await(done))).isNull();
	}

	@Test
	void isNotRefusedOnAWorkerOfVertx() throws Exception {
		CompletableFuture<String> soon = new CompletableFuture<String>().completeOnTimeout("done", 1,
				TimeUnit.MILLISECONDS);

		assertThat(
				thrownOnThread("io.vertx.core.impl.VertxThread", "vert.x-worker-thread-0", () -> Waiting.await(soon)))
			.isNull();
	}

	@Test
	void gathersValuesInTheOrderOfTheFutures() {
		CountDownLatch secondIsDone = new CountDownLatch(1);
		CompletableFuture<Integer> first = dispatch((session) -> {
			assertThat(secondIsDone.await(20, TimeUnit.SECONDS)).isTrue();
			return 1;
		});
		CompletableFuture<Integer> second = dispatch((session) -> 2);
		second.thenRun(secondIsDone::countDown);

		assertThat(Waiting.await(Waiting.gather(first, second))).containsExactly(1, 2);
		assertThat(Waiting.await(Waiting.gather(first, second, CompletableFuture.completedFuture(3))))
			.containsExactly(1, 2, 3);
		assertThat(Waiting.await(Waiting.gather(List.<CompletableFuture<Integer>>of()))).isEmpty();
	}

	@Test
	void gathersValuesOfDifferentTypes() {
		CompletableFuture<List<Object>> gathered = Waiting.gather(CompletableFuture.completedFuture("a"),
				CompletableFuture.completedFuture(1));

		assertThat(Waiting.await(gathered)).containsExactly("a", 1);
	}

	@Test
	void cancelsTheRestWhenOneFails() {
		CountDownLatch running = new CountDownLatch(2);
		CompletableFuture<String> first = untilCancelled(running);
		CompletableFuture<String> second = untilCancelled(running);
		CompletableFuture<String> failing = dispatch((session) -> {
			assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
			throw new DuplicateKeyException("twice");
		});

		CompletableFuture<List<String>> gathered = Waiting.gather(first, failing, second.thenApply(String::trim));

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(gathered))
			.withMessage("twice");
		assertThat(first).isCancelled();
		assertThat(second).isCancelled();
	}

	@Test
	void cancelOfTheWholeCancelsAll() {
		CountDownLatch running = new CountDownLatch(2);
		CompletableFuture<String> first = untilCancelled(running);
		CompletableFuture<String> second = untilCancelled(running);
		CompletableFuture<Integer> gathered = Waiting.gather(first, second).thenApply(List::size);

		assertThat(gathered.cancel(true)).isTrue();

		assertThat(first).isCancelled();
		assertThat(second).isCancelled();
	}

	@Test
	void aTimeLimitOfTheWholeCancelsAll() {
		CompletableFuture<String> first = untilCancelled(new CountDownLatch(1));
		CompletableFuture<String> second = untilCancelled(new CountDownLatch(1));
		CompletableFuture<List<String>> gathered = Waiting.gather(first, second).orTimeout(20, TimeUnit.MILLISECONDS);

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(gathered))
			.withMessage("'gather' did not finish within 0.02 s (orTimeout) and was cancelled");
		assertThat(first).isCancelled();
		assertThat(second).isCancelled();
	}

	@Test
	void gathersManyFutures() {
		List<CompletableFuture<Integer>> futures = new ArrayList<>();
		for (int i = 0; i < 14; i++) {
			int number = i;
			futures.add(dispatch((session) -> number));
		}

		assertThat(Waiting.await(Waiting.gather(futures))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
				13);
	}

	private CompletableFuture<String> untilCancelled(CountDownLatch running) {
		return dispatch((session) -> {
			running.countDown();
			return session.runUntilCancelled(1);
		});
	}

	private <R> CompletableFuture<R> dispatch(StubExecutor.Body<R> body) {
		return this.dispatcher.dispatch(this.executor.operation("operation", body));
	}

	/** Runs it on a thread of an event loop. */
	private static Throwable thrownOnThread(String type, String threadName, Runnable action) throws Exception {
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		Thread thread = threadType(type).getConstructor(Runnable.class, String.class)
			.newInstance((Runnable) () -> thrown.set(catchThrowable(action::run)), threadName);
		thread.start();
		thread.join(20_000);
		assertThat(thread.isAlive()).isFalse();
		return thrown.get();
	}

	private static Class<? extends Thread> threadType(String name) {
		ClassLoader parent = WaitingTests.class.getClassLoader();
		if (name.equals(NonBlocking.class.getName())) {
			return new ByteBuddy().subclass(Thread.class)
				.implement(NonBlocking.class)
				.make()
				.load(parent, ClassLoadingStrategy.Default.WRAPPER)
				.getLoaded();
		}
		return new ByteBuddy().subclass(Thread.class)
			.name(name)
			.make()
			.load(parent, ClassLoadingStrategy.Default.WRAPPER)
			.getLoaded();
	}

}
