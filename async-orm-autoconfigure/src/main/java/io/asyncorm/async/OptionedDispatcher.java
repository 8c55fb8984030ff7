package io.asyncorm.async;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.Effects;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.ReadsFrom;
import io.asyncorm.plan.TenantChoice;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.ReadOnlyTransactionException;
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
		return isRefused(operation) ? refuse(operation.name(), refusal(operation))
				: this.dispatcher.dispatch(operation, this.options);
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
	public UserCall deferred(UserCall call) {
		return this.dispatcher.deferred(call);
	}

	@Override
	public OperationDispatcher with(UnaryOperator<CallOptions> change) {
		return new OptionedDispatcher(this.dispatcher, change.apply(this.options));
	}

	@Override
	public <E extends @Nullable Object> AsyncIterable<E> iterate(Operation.Rows<List<E>> operation, int chunkSize) {
		return isRefused(operation) ? new RefusedIterable<>(operation, this)
				: this.dispatcher.iterate(operation, chunkSize, this.options);
	}

	/** A replica only reads, and so does what stands for one where there is none. */
	private boolean isRefused(Operation<?> operation) {
		return this.options.readsFrom() == ReadsFrom.REPLICA && Effects.needPrimary(operation);
	}

	private static RuntimeException refusal(Operation<?> operation) {
		return new ReadOnlyTransactionException(operation.name()
				+ ": it is asked of a replica, which can only be read: write and lock without using(...) the replica,"
				+ " and not in what is @ReadOnly");
	}

	@Override
	public TenantChoice tenant() {
		return this.dispatcher.tenant();
	}

	@Override
	public String sql(Operation<?> operation) {
		return this.dispatcher.sql(operation);
	}

	/**
	 * Rows that are not read.
	 *
	 * @param operation what would read them
	 * @param dispatcher refuses it
	 */
	private record RefusedIterable<E extends @Nullable Object>(Operation<?> operation,
			OptionedDispatcher dispatcher) implements AsyncIterable<E> {

		@Override
		public CompletableFuture<@Nullable Void> forEach(Consumer<? super E> action) {
			return this.dispatcher.refuse(this.operation.name(), refusal(this.operation));
		}

		@Override
		public void subscribe(Flow.Subscriber<? super E> subscriber) {
			Objects.requireNonNull(subscriber, "'subscriber' must not be null");
			new SerialSubscriber<E>(this.operation.name(), subscriber).refuse(refusal(this.operation));
		}

	}

}
