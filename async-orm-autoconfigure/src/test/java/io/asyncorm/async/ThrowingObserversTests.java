package io.asyncorm.async;

import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.ObservedCall;
import io.asyncorm.plan.Observers;
import io.asyncorm.query.OverloadedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Observers that throw, which are code of the user, such as a handler of observations: no
 * future stays incomplete, and no permit is lost.
 */
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class ThrowingObserversTests extends AbstractDispatcherTests {

	private static final int LANES = 2;

	private Moment moment = Moment.ENDED;

	@ParameterizedTest
	@EnumSource
	void operationsAndBlocksDoWhatTheyWouldAlone(Moment moment, CapturedOutput output) {
		observe(moment);
		AtomicInteger done = new AtomicInteger();

		CompletableFuture<Integer> operation = dispatch((session) -> done.incrementAndGet());
		assertThat(Waiting.await(operation)).isEqualTo(1);
		CompletableFuture<Integer> block = this.dispatcher.submit("block", (cancellation) -> done.incrementAndGet());
		assertThat(Waiting.await(block)).isEqualTo(2);

		assertThat(output).contains("An observer of operations failed").contains("observer at " + moment);
		assertThatAllLanesAreFree();
	}

	@ParameterizedTest
	@EnumSource
	void whatFailsFailsWithItsOwnException(Moment moment) {
		observe(moment);

		CompletableFuture<String> operation = dispatch((session) -> {
			throw new IllegalArgumentException("own");
		});

		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Waiting.await(operation))
			.withMessage("own");
		assertThatAllLanesAreFree();
	}

	@Test
	void aFailureOfTheSameKindIsWarnedOfOnce(CapturedOutput output) {
		observe(Moment.ENDED);

		for (int i = 0; i < 5; i++) {
			assertThatTheNextOneRuns();
		}

		assertThat(output.getAll().split("An observer of operations failed", -1)).hasSize(2);
	}

	@Test
	void whatAnObserverFailsToSayIsTakenAsUsual() {
		ExecutionObserver throwing = (ExecutionObserver) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { ExecutionObserver.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("toString")) {
						return "throwing";
					}
					throw new IllegalStateException("observer");
				});

		ExecutionObserver observer = Objects.requireNonNull(new Observers(null, throwing).execution());

		assertThat(observer.idleFrom()).isEqualTo(Long.MAX_VALUE);
		assertThat(observer.rowLimit()).isNull();
		assertThat(observer.locks()).isNull();
	}

	@Test
	void cancelledFuturesAreComplete() {
		observe(Moment.ENDED);
		CompletableFuture<String> running = blocked();
		CompletableFuture<?> gathered = Waiting.gather(running, blocked(), blocked());

		assertThat(gathered.cancel(true)).isTrue();

		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Waiting.await(gathered));
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Waiting.await(running));
		this.gate.countDown();
		assertThatAllLanesAreFree();
	}

	@Test
	void gatheredFuturesFailWithTheFirstFailure() {
		observe(Moment.ENDED);

		CompletableFuture<?> gathered = Waiting.gather(blocked(), dispatch((session) -> {
			throw new IllegalArgumentException("own");
		}));

		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Waiting.await(gathered));
		this.gate.countDown();
		assertThatAllLanesAreFree();
	}

	@Test
	void refusedFuturesAreComplete() {
		observe(Moment.ENDED);
		CompletableFuture<?> held = Waiting.gather(blocked(), blocked(), blocked());

		CompletableFuture<String> refused = blocked();

		assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> Waiting.await(refused));
		this.gate.countDown();
		Waiting.await(held);
		assertThatAllLanesAreFree();
	}

	private void observe(Moment throwing) {
		this.moment = throwing;
		this.dispatcher = new AsyncDispatcher(this.executor, new VirtualThreadExecutor(),
				DispatcherSettings.of(LANES, 1), new Observers((name, block) -> {
					fail(Moment.CALLED);
					return new Call();
				}, new ExecutionObserver() {

					@Override
					public void queued(long nanos) {
						fail(Moment.QUEUED);
					}

				}));
	}

	private void fail(Moment now) {
		if (now == this.moment) {
			throw new IllegalStateException("observer at " + now);
		}
	}

	private void assertThatAllLanesAreFree() {
		for (int i = 0; i < LANES; i++) {
			assertThatTheNextOneRuns();
		}
		while (this.dispatcher.runningCount() > 0) {
			Thread.onSpinWait();
		}
		assertThat(this.dispatcher.waitingCount()).isZero();
	}

	/** When an observer is told. */
	enum Moment {

		CALLED, QUEUED, BEFORE, AFTER, ENDED

	}

	private final class Call implements ObservedCall {

		@Override
		public <R extends @Nullable Object> R during(Callable<R> work) throws Exception {
			fail(Moment.BEFORE);
			try {
				return work.call();
			}
			finally {
				fail(Moment.AFTER);
			}
		}

		@Override
		public void merged(long statement, int operations) {
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			fail(Moment.ENDED);
		}

	}

}
