package io.asyncorm.async;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Composition}: cancels and time limits reach the future that a function
 * returned.
 */
@Timeout(300)
class CompositionTests {

	private final StubExecutor executor = new StubExecutor();

	private final AsyncDispatcher dispatcher = new AsyncDispatcher(this.executor, new VirtualThreadExecutor(),
			DispatcherSettings.of(2, 100));

	private final CountDownLatch started = new CountDownLatch(1);

	private final CompletableFuture<CompletableFuture<String>> returned = new CompletableFuture<>();

	@AfterEach
	void close() {
		this.returned.thenAccept((second) -> second.cancel(true));
		this.dispatcher.close();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("forms")
	void cancelReachesWhatTheFunctionReturned(String form, Form compose) throws Exception {
		CompletableFuture<String> composed = compose.apply(dispatcher(form), this::second);
		this.started.await();

		assertThat(composed.cancel(true)).isTrue();

		assertThat(composed).isCancelled();
		assertThatTheReturnedOneIsCancelled();
		assertThatLanesAreFree();
		assertThat(this.executor.cancels).hasValue(1);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("forms")
	void cancelOfAStageBehindReachesItToo(String form, Form compose) throws Exception {
		CompletableFuture<Integer> stage = compose.apply(dispatcher(form), this::second)
			.thenApply(String::length)
			.thenApply((length) -> length + 1);
		this.started.await();

		stage.cancel(true);

		assertThatTheReturnedOneIsCancelled();
		assertThatLanesAreFree();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("forms")
	void aTimeLimitReachesIt(String form, Form compose) throws Exception {
		CompletableFuture<String> composed = compose.apply(dispatcher(form), this::second);
		this.started.await();

		composed.orTimeout(10, TimeUnit.MILLISECONDS);

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(composed))
			.withMessageContaining("did not finish within 0.01 s (orTimeout) and was cancelled");
		assertThatTheReturnedOneIsCancelled();
		assertThatLanesAreFree();
	}

	static Stream<Arguments> forms() {
		return Stream.of(form("thenCompose", (first, second) -> first.thenCompose((value) -> second.get())),
				form("thenComposeAsync", (first, second) -> first.thenComposeAsync((value) -> second.get())), form(
						"thenComposeAsync with an executor", (first,
								second) -> first.thenComposeAsync((value) -> second.get(), Runnable::run)),
				form("behind a stage",
						(first, second) -> first.thenApply(String::trim).thenCompose((value) -> second.get())),
				form("a stage is returned",
						(first, second) -> first.thenCompose((value) -> second.get().thenApply(String::trim))),
				form("gathered futures are returned",
						(first, second) -> first
							.thenCompose(
									(value) -> Waiting.gather(second.get(), CompletableFuture.completedFuture("x")))
							.thenApply((all) -> all.get(0))),
				form("within another",
						(first, second) -> first.thenCompose((value) -> first.thenCompose((again) -> second.get()))),
				form("exceptionallyCompose of a failure",
						(first, second) -> first.exceptionallyCompose((failure) -> second.get())),
				form("exceptionallyComposeAsync of a failure",
						(first, second) -> first.exceptionallyComposeAsync((failure) -> second.get())),
				form("exceptionallyComposeAsync with an executor of a failure",
						(first, second) -> first.exceptionallyComposeAsync((failure) -> second.get(), Runnable::run)));
	}

	@Test
	void aTimeLimitNamesTheOperationThatTookTooLong() {
		CompletableFuture<String> first = dispatch("first", "done");
		Waiting.await(first);

		CompletableFuture<String> composed = first.thenCompose((value) -> second())
			.orTimeout(10, TimeUnit.MILLISECONDS);

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(composed))
			.withMessage("'second' did not finish within 0.01 s (orTimeout) and was cancelled");
	}

	@Test
	void cancelReachesTheFirstFutureWhileItRuns() throws Exception {
		CompletableFuture<String> first = second();
		CompletableFuture<String> composed = first.thenCompose((value) -> dispatch("never", "never"));
		this.started.await();

		assertThat(composed.cancel(true)).isTrue();

		assertThat(composed).isCancelled();
		assertThat(first).isCancelled();
		assertThatLanesAreFree();
	}

	@Test
	void aFutureThatIsReturnedTooLateIsCancelled() throws Exception {
		CountDownLatch inFunction = new CountDownLatch(1);
		CountDownLatch cancelled = new CountDownLatch(1);
		CompletableFuture<String> composed = dispatch("first", "done").thenComposeAsync((value) -> {
			inFunction.countDown();
			awaitUninterruptibly(cancelled);
			return second();
		});
		inFunction.await();

		composed.cancel(true);
		cancelled.countDown();

		assertThatLanesAreFree();
		assertThatTheReturnedOneIsCancelled();
	}

	@Test
	void aValueOnTimeoutAndOneByHandCancelIt() throws Exception {
		CompletableFuture<String> composed = dispatch("first", "done").thenCompose((value) -> second());
		this.started.await();

		composed.completeOnTimeout("default", 10, TimeUnit.MILLISECONDS);

		assertThat(Waiting.await(composed)).isEqualTo("default");
		assertThatTheReturnedOneIsCancelled();
		assertThatLanesAreFree();
	}

	@Test
	void outcomesAreThoseOfTheFutureThatWasReturned() {
		CompletableFuture<String> value = dispatch("first", "a")
			.thenCompose((first) -> dispatch("second", first + "b"));
		CompletableFuture<String> failure = dispatch("first", "a").thenCompose((first) -> {
			throw new IllegalStateException("in the function");
		});

		assertThat(Waiting.await(value)).isEqualTo("ab");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Waiting.await(failure))
			.withMessage("in the function");
	}

	@Test
	void futuresOfOthersAreLeftAlone() {
		CompletableFuture<String> shared = new CompletableFuture<>();
		CompletableFuture<String> composed = dispatch("first", "a").thenCompose((value) -> {
			this.started.countDown();
			return shared;
		});
		awaitUninterruptibly(this.started);

		composed.cancel(true);

		assertThat(shared).isNotDone();
	}

	@Test
	void loopsOfAnyLengthCanBeCancelled() {
		CompletableFuture<String> loop = loop(50_000);
		awaitUninterruptibly(this.started);

		loop.cancel(true);

		assertThat(loop).isCancelled();
		assertThatTheReturnedOneIsCancelled();
		assertThatLanesAreFree();
	}

	/** Each step calls the next one, within its own function. */
	private CompletableFuture<String> loop(int steps) {
		return (steps == 0) ? second() : dispatch("step", "done").thenComposeAsync((value) -> loop(steps - 1));
	}

	private CompletableFuture<String> dispatcher(String form) {
		return form.contains("failure") ? this.dispatcher.dispatch(this.executor.operation("first", (session) -> {
			throw new IllegalStateException("first");
		})) : dispatch("first", "done");
	}

	private CompletableFuture<String> second() {
		CompletableFuture<String> future = this.dispatcher.dispatch(this.executor.operation("second", (session) -> {
			this.started.countDown();
			return session.runUntilCancelled(1);
		}));
		this.returned.complete(future);
		return future;
	}

	private CompletableFuture<String> dispatch(String name, String value) {
		return this.dispatcher.dispatch(this.executor.operation(name, (session) -> value));
	}

	private void assertThatTheReturnedOneIsCancelled() {
		assertThatExceptionOfType(CancellationException.class)
			.isThrownBy(() -> Waiting.await(Waiting.await(this.returned)));
	}

	private void assertThatLanesAreFree() {
		assertThat(Waiting.await(Waiting.gather(dispatch("next", "a"), dispatch("next", "b")))).containsExactly("a",
				"b");
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Arguments form(String name, Form compose) {
		return Arguments.of(name, compose);
	}

	private interface Form extends
			BiFunction<CompletableFuture<String>, Supplier<CompletableFuture<String>>, CompletableFuture<String>> {

	}

}
