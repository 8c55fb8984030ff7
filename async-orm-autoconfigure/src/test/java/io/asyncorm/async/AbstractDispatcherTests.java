package io.asyncorm.async;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.query.AsyncIterable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A dispatcher of operations that are code of a test, a gate at which they can be held,
 * and the end of both.
 */
abstract class AbstractDispatcherTests {

	final StubExecutor executor = new StubExecutor();

	final CountDownLatch gate = new CountDownLatch(1);

	AsyncDispatcher dispatcher = dispatcher(DispatcherSettings.of(2, 2));

	@AfterEach
	void close() {
		this.gate.countDown();
		this.dispatcher.close();
	}

	void assertThatTheNextOneRuns() {
		CompletableFuture<String> next = dispatch((session) -> "next");

		assertThat(Waiting.await(next)).isEqualTo("next");
	}

	CompletableFuture<String> blocked() {
		return this.dispatcher.dispatch(this.executor.operation("blocked", (session) -> {
			await(this.gate);
			return "done";
		}));
	}

	<R> CompletableFuture<R> dispatch(StubExecutor.Body<R> body) {
		Operation<R> operation = this.executor.operation("operation", body);
		return this.dispatcher.dispatch(operation);
	}

	AsyncIterable<String> oneRow(OperationDispatcher dispatcher) {
		AtomicBoolean read = new AtomicBoolean();
		Operation<@Nullable List<String>> operation = this.executor.operation("row",
				(session) -> read.getAndSet(true) ? null : List.of("row"));
		return dispatcher.iterate(StubExecutor.rows(operation), 1);
	}

	AsyncIterable<String> rows() {
		return rows(this.dispatcher);
	}

	AsyncIterable<String> rows(OperationDispatcher dispatcher) {
		Operation<List<String>> operation = this.executor.operation("rows", (session) -> List.of("row"));
		return dispatcher.iterate((Operation.Rows<List<String>>) operation, 1);
	}

	AsyncDispatcher dispatcher(DispatcherSettings settings) {
		return new AsyncDispatcher(this.executor, new VirtualThreadExecutor(), settings);
	}

	static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
