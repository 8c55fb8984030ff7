package io.asyncorm.async;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ReadingTask} and {@link ListenedTask}: what their time does to them
 * while they are outside of the database.
 */
@Timeout(300)
class ReadingTaskTests extends AbstractDispatcherTests {

	private static final String UP = "its time is up";

	private final AtomicInteger chunks = new AtomicInteger();

	private final List<String> read = new CopyOnWriteArrayList<>();

	/** Three chunks of a row each. */
	private final Operation<@Nullable List<String>> rows = this.executor.operation("rows",
			(session) -> (this.chunks.incrementAndGet() <= 3) ? List.of("row " + this.chunks) : null);

	@Test
	void aReadingWhoseTimeIsUpBeforeAllIsReadFails() {
		CompletableFuture<OperationFuture<?>> self = new CompletableFuture<>();

		CompletableFuture<?> reading = this.dispatcher.iterate(StubExecutor.rows(this.rows), 1).forEach((row) -> {
			this.read.add(row);
			self.join().work().expire(UP);
		});
		self.complete((OperationFuture<?>) reading);

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(reading))
			.withMessageContaining(UP);
		assertThat(this.read).containsExactly("row 1");
		assertThatTheNextOneRuns();
	}

	@Test
	void whatIsOverBeforeItBeginsInTheDatabaseFails() {
		AtomicInteger executed = new AtomicInteger();
		Operation<Integer> operation = this.executor.operation("listened", (session) -> executed.incrementAndGet());
		CompletableFuture<Task<?>> self = new CompletableFuture<>();
		this.dispatcher.close();
		this.dispatcher = new AsyncDispatcher(this.executor, new VirtualThreadExecutor((work) -> () -> {
			if (self.isDone()) {
				self.join().expire(UP);
			}
			work.run();
		}), DispatcherSettings.of(1, 1));
		ListenedTask<Integer> task = new ListenedTask<>(operation, this.dispatcher.lanes(), CallOptions.DEFAULTS);
		self.complete(task);

		this.dispatcher.lanes().admit(task);

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(task.future()))
			.withMessageContaining(UP);
		assertThat(executed).hasValue(0);
	}

}
