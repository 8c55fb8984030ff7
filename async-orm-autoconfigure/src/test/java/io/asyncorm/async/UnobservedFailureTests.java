package io.asyncorm.async;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link UnobservedFailure}: what nobody awaits is logged, and nothing else.
 */
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class UnobservedFailureTests {

	/** A collection of all that the JVM of all tests has takes a second or more. */
	private static final Duration BETWEEN_COLLECTIONS = Duration.ofMillis(500);

	private final StubExecutor executor = new StubExecutor();

	private final AsyncDispatcher dispatcher = new AsyncDispatcher(this.executor, new VirtualThreadExecutor(),
			DispatcherSettings.of(1, 100));

	private final CountDownLatch gate = new CountDownLatch(1);

	private final CapturedOutput output;

	UnobservedFailureTests(CapturedOutput output) {
		this.output = output;
	}

	@AfterEach
	void close() {
		this.dispatcher.close();
	}

	@Test
	void logsAFailureThatNobodyAwaitsOnce() {
		fail("first");
		fail("second");
		this.gate.countDown();

		discardUntilLogged("first", "second");

		assertThat(this.output).containsOnlyOnce("'first' failed, and its future was discarded without being awaited")
			.contains("DuplicateKeyException: thought better of first")
			.contains(UnobservedFailureTests.class.getSimpleName() + ".java");
	}

	@Test
	void logsNothingThatSomebodyAwaits() {
		List<Consumer<CompletableFuture<String>>> observers = List.of(
				(future) -> assertThatThrownBy(() -> Waiting.await(future)),
				(future) -> assertThatThrownBy(future::join), (future) -> assertThatThrownBy(future::get),
				(future) -> assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS)),
				(future) -> future.handle((value, failure) -> 0).join(),
				(future) -> future.exceptionally((failure) -> "").join(),
				(future) -> assertThatThrownBy(() -> Waiting.await(Waiting.gather(List.of(future)))),
				(future) -> assertThatThrownBy(() -> CompletableFuture.allOf(future).join()),
				(future) -> CompletableFuture.completedFuture("")
					.thenCompose((value) -> future)
					.handle((v, ex) -> 0)
					.join());
		for (int i = 0; i < observers.size(); i++) {
			CompletableFuture<String> future = fail("observed" + i);
			Consumer<CompletableFuture<String>> observer = observers.get(i);
			Thread.startVirtualThread(() -> observer.accept(future));
			while (future.getNumberOfDependents() == 0) {
				Thread.onSpinWait();
			}
		}
		fail("cancelled").cancel(true);
		this.gate.countDown();
		for (int i = 0; i < observers.size(); i++) {
			CompletableFuture<String> future = fail("late" + i);
			while (!future.isDone()) {
				Thread.onSpinWait();
			}
			future.isCompletedExceptionally();
		}
		this.dispatcher.submit("late cancel", (connection) -> {
			throw new CancellationException("in the server");
		});
		fail("last");

		discardUntilLogged("last");

		assertThat(this.output).doesNotContain("'observed").doesNotContain("'late").doesNotContain("'cancelled'");
	}

	private CompletableFuture<String> fail(String name) {
		return this.dispatcher.submit(name, (connection) -> {
			this.gate.await();
			throw new DuplicateKeyException("thought better of " + name);
		});
	}

	private void discardUntilLogged(String... names) {
		for (String name : names) {
			while (!isLogged(name)) {
				System.gc();
				long begin = System.nanoTime();
				while (!isLogged(name) && System.nanoTime() - begin < BETWEEN_COLLECTIONS.toNanos()) {
					Thread.onSpinWait();
				}
			}
		}
	}

	private boolean isLogged(String name) {
		return this.output.getOut().contains("'" + name + "' failed");
	}

}
