package io.asyncorm.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.asyncorm.query.ReadOnlyTransactionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedirectedRead}: the moment at which a read turns out to write.
 */
@Timeout(120)
class RedirectedReadTests {

	private static final int ROUNDS = 3000;

	/** Steps by which one of the two comes after the other. */
	private static final int LATEST = 100;

	private final Work work = new FinishedWork("read", new VirtualThreadExecutor());

	private final AtomicReference<OperationFuture<String>> writing = new AtomicReference<>();

	private final ExecutorService replica = Executors.newSingleThreadExecutor();

	@AfterEach
	void close() {
		this.replica.shutdownNow();
	}

	@Test
	void whatIsCancelledWhileItTurnsOutToWriteDoesNotWrite() throws Exception {
		for (int i = 0; i < ROUNDS; i++) {
			this.writing.set(null);
			OperationFuture<String> reading = new OperationFuture<>(this.work);
			CompletableFuture<String> future = RedirectedRead.of(reading, this::write);
			AtomicInteger present = new AtomicInteger();
			int later = i % LATEST;
			Future<?> refusal = this.replica.submit(() -> {
				meet(present, LATEST / 2);
				reading.publish(null, new ReadOnlyTransactionException("It writes"));
			});

			meet(present, later);
			boolean cancelled = future.cancel(true);
			refusal.get(30, TimeUnit.SECONDS);

			OperationFuture<String> written = this.writing.get();
			assertThat(cancelled && written != null && !written.isCancelled()).as("round %d", i).isFalse();
		}
	}

	private CompletableFuture<String> write() {
		OperationFuture<String> future = new OperationFuture<>(this.work);
		this.writing.set(future);
		return future;
	}

	/** As exactly as threads can, which a lock or a barrier wakes too late. */
	private static void meet(AtomicInteger present, int later) {
		present.incrementAndGet();
		while (present.get() < 2) {
			Thread.yield();
		}
		for (int i = 0; i < later; i++) {
			Thread.onSpinWait();
		}
	}

}
