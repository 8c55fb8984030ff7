package io.asyncorm.async;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for cancelling a {@link DispatchedBlock}.
 */
@Timeout(300)
class DispatchedBlockTests {

	private final StubExecutor executor = new StubExecutor();

	private final AsyncDispatcher dispatcher = new AsyncDispatcher(this.executor, new VirtualThreadExecutor(),
			DispatcherSettings.of(1, 1));

	private final CountDownLatch started = new CountDownLatch(1);

	private final CountDownLatch gate = new CountDownLatch(1);

	private final CompletableFuture<Object> seen = new CompletableFuture<>();

	@AfterEach
	void close() {
		this.gate.countDown();
		this.dispatcher.close();
	}

	@Test
	void cancelInterruptsABlockThatIsNotInTheDatabase() {
		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> {
			this.started.countDown();
			try {
				this.gate.await();
			}
			catch (InterruptedException ex) {
				this.seen.complete(ex);
			}
			return "done";
		});
		await(this.started);

		assertThat(block.cancel(true)).isTrue();

		assertThat(Waiting.await(this.seen)).isInstanceOf(InterruptedException.class);
		assertThat(block).isCancelled();
	}

	@Test
	void cancelReachesTheStatementOfTheBlockAndNotItsThread() {
		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> {
			this.executor.joinCallingThread(true);
			try {
				Waiting.await(dispatch((session) -> {
					this.started.countDown();
					return session.runUntilCancelled(1);
				}));
			}
			catch (RuntimeException ex) {
				this.seen.complete(ex.getMessage() + ", interrupted: " + Thread.currentThread().isInterrupted());
			}
			return "done";
		});
		await(this.started);

		assertThat(block.cancel(true)).isTrue();

		assertThat(Waiting.await(this.seen)).isEqualTo("canceling statement due to user request, interrupted: false");
		assertThat(this.executor.cancels).hasValue(1);
	}

	@Test
	void aConnectionWhoseTransactionWasNotEndedIsBroken() {
		CompletableFuture<String> block = this.dispatcher.submit("block",
				(cancellation) -> this.dispatcher.beginTransaction("transaction", true, () -> {
					await(this.gate);
					return "begun";
				}));
		CompletableFuture<String> next = dispatch((session) -> "next");

		this.gate.countDown();

		assertThat(Waiting.await(block)).isEqualTo("begun");
		assertThat(Waiting.await(next)).isEqualTo("next");
		assertThat(this.executor.aborts).hasValue(1);
		assertThat(this.executor.taken).hasValue(2);
	}

	@Test
	void aCancelledBlockIsRefusedFurtherOperations() {
		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> {
			this.executor.joinCallingThread(true);
			this.started.countDown();
			try {
				this.gate.await();
			}
			catch (InterruptedException ex) {
				this.seen.complete(dispatch((session) -> "never"));
			}
			return "done";
		});
		await(this.started);

		block.cancel(true);

		assertThatExceptionOfType(CancellationException.class)
			.isThrownBy(() -> Waiting.await((CompletableFuture<?>) Waiting.await(this.seen)))
			.withMessage("'operation' was refused: the 'block' around it was cancelled");
	}

	@Test
	void aBlockIsNotCancelledAfterItsLastWord() {
		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> {
			boolean open = cancellation.close();
			this.started.countDown();
			this.gate.await();
			return "open: " + open;
		});
		await(this.started);

		assertThat(block.cancel(true)).isFalse();
		block.orTimeout(1, TimeUnit.NANOSECONDS);
		this.gate.countDown();

		assertThat(Waiting.await(block)).isEqualTo("open: true");
	}

	@Test
	void aBlockLearnsThatItWasCancelledAndIsNoLongerInterrupted() {
		CompletableFuture<String> block = this.dispatcher.submit("block", (cancellation) -> {
			this.started.countDown();
			while (!Thread.currentThread().isInterrupted()) {
				Thread.onSpinWait();
			}
			this.seen.complete("open: " + cancellation.close() + ", interrupted: " + Thread.interrupted());
			return "done";
		});
		await(this.started);

		block.cancel(true);

		assertThat(Waiting.await(this.seen)).isEqualTo("open: false, interrupted: false");
	}

	@Test
	void aWaitingBlockIsTakenOutOfTheQueue() {
		this.dispatcher.submit("first", (cancellation) -> {
			this.gate.await();
			return "done";
		});
		CompletableFuture<Boolean> waiting = this.dispatcher.submit("second",
				(cancellation) -> this.seen.complete("ran"));

		waiting.cancel(true);
		CompletableFuture<String> third = this.dispatcher.submit("third", (cancellation) -> "third");
		this.gate.countDown();

		assertThat(Waiting.await(third)).isEqualTo("third");
		assertThat(this.seen).isNotDone();
	}

	private <R> CompletableFuture<R> dispatch(StubExecutor.Body<R> body) {
		return this.dispatcher.dispatch(this.executor.operation("operation", body));
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
