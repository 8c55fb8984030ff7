package io.asyncorm.async;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.query.AsyncIterable;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Streams the rows of an operation, to {@code forEach} or to a Flow subscriber. Each call
 * of either runs the operation anew. Immutable.
 *
 * @param operation reads the rows
 * @param chunkSize how many rows are read at once
 * @param executor opens the sessions
 * @param dispatcher starts the streams
 * @param options how long each wait for rows may take
 * @param callSite the line of the user's code that called {@code aiterator()}
 */
record OperationIterable<E extends @Nullable Object>(Operation.Rows<List<E>> operation, int chunkSize,
		OperationExecutor executor, AsyncDispatcher dispatcher, CallOptions options,
		CallSite callSite) implements AsyncIterable<E> {

	@Override
	public CompletableFuture<@Nullable Void> forEach(Consumer<? super E> action) {
		Assert.notNull(action, "'action' must not be null");
		if (this.executor.joinsCallerTransaction()) {
			return this.dispatcher.joinCaller(this.operation.name(), () -> {
				BlockReads.prepare(this.operation, this.options);
				try (JoinedReading<E> reading = new JoinedReading<>(this)) {
					reading.forEach(action);
					return null;
				}
			});
		}
		return this.dispatcher.submit(this.operation.name(),
				() -> new ReadingTask<>(this, this.dispatcher.lanes(), Demand.unlimited(), (element) -> {
					action.accept(element);
					return true;
				}));
	}

	/** Reactive Streams demands a NullPointerException for null, and no other. */
	@Override
	public void subscribe(Flow.Subscriber<? super E> subscriber) {
		Objects.requireNonNull(subscriber, "'subscriber' must not be null");
		SerialSubscriber<E> serial = new SerialSubscriber<>(this.operation.name(), subscriber);
		Runnable begin;
		try {
			BlockReads.refuseCallback(this.operation.name(), this.dispatcher);
			BlockReads.prepare(this.operation, this.options);
			begin = this.executor.joinsCallerTransaction()
					? new JoinedSubscription<>(new JoinedReading<>(this), serial)::begin
					: new ReadingSubscription<>(this, serial)::begin;
		}
		catch (RuntimeException ex) {
			serial.refuse(ex);
			return;
		}
		begin.run();
	}

	@Override
	public String toString() {
		return this.operation.name();
	}

}
