package io.asyncorm.async;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.query.AsyncIterable;
import org.jspecify.annotations.Nullable;

/**
 * Starts operations with other options than the usual ones. Immutable.
 *
 * @param dispatcher starts them
 * @param options how
 */
record OptionedDispatcher(AsyncDispatcher dispatcher, CallOptions options) implements OperationDispatcher {

	@Override
	public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		return this.dispatcher.dispatch(operation, this.options);
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> refuse(String name, RuntimeException reason) {
		return this.dispatcher.refuse(name, reason);
	}

	@Override
	public @Nullable Object called(UserCall call) throws Throwable {
		return this.dispatcher.called(call);
	}

	@Override
	public OperationDispatcher with(UnaryOperator<CallOptions> change) {
		return new OptionedDispatcher(this.dispatcher, change.apply(this.options));
	}

	@Override
	public <E extends @Nullable Object> AsyncIterable<E> iterate(Operation.Rows<List<E>> operation, int chunkSize) {
		return this.dispatcher.iterate(operation, chunkSize, this.options);
	}

	@Override
	public String sql(Operation<?> operation) {
		return this.dispatcher.sql(operation);
	}

}
