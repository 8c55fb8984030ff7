package io.asyncorm.diagnostics;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.TenantChoice;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.NPlusOneException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the detector of each read before it is started. There is one for all query sets,
 * and one for each relation of each object, by which reads of relations are known.
 */
final class WatchedDispatcher implements OperationDispatcher {

	private final NPlusOneDetector detector;

	private final OperationDispatcher dispatcher;

	private final @Nullable ModelRelation relation;

	private final @Nullable ReadOrigin origin;

	/**
	 * @param dispatcher starts the operations
	 * @param relation the relation that is read; null if none is
	 * @param origin the list of the object whose relation it is; null if that is not
	 * known
	 */
	WatchedDispatcher(NPlusOneDetector detector, OperationDispatcher dispatcher, @Nullable ModelRelation relation,
			@Nullable ReadOrigin origin) {
		this.detector = detector;
		this.dispatcher = dispatcher;
		this.relation = relation;
		this.origin = origin;
	}

	@Override
	public OperationDispatcher following(ModelRelation relation) {
		return new WatchedDispatcher(this.detector, this.dispatcher, relation, ReadOrigin.current());
	}

	@Override
	public CallOptions options() {
		return this.dispatcher.options();
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
		return new WatchedDispatcher(this.detector, this.dispatcher.with(change), this.relation, this.origin);
	}

	@Override
	public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		NPlusOneException refusal = count(operation);
		return (refusal != null) ? refuse(operation.name(), refusal) : this.dispatcher.dispatch(operation);
	}

	private @Nullable NPlusOneException count(Operation<?> operation) {
		return this.detector.count(operation, this.relation, this.origin, this);
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> refuse(String name, RuntimeException reason) {
		return this.dispatcher.refuse(name, reason);
	}

	@Override
	public <E extends @Nullable Object> AsyncIterable<E> iterate(Operation.Rows<List<E>> operation, int chunkSize) {
		return new WatchedIterable<>(operation, this.dispatcher.iterate(operation, chunkSize));
	}

	@Override
	public TenantChoice tenant() {
		return this.dispatcher.tenant();
	}

	@Override
	public String sql(Operation<?> operation) {
		return this.dispatcher.sql(operation);
	}

	/** Counts each reading when it is started. */
	private final class WatchedIterable<E extends @Nullable Object> implements AsyncIterable<E> {

		private final Operation.Rows<List<E>> operation;

		private final AsyncIterable<E> rows;

		WatchedIterable(Operation.Rows<List<E>> operation, AsyncIterable<E> rows) {
			this.operation = operation;
			this.rows = rows;
		}

		@Override
		public CompletableFuture<@Nullable Void> forEach(Consumer<? super E> action) {
			NPlusOneException refusal = count(this.operation);
			return (refusal != null) ? WatchedDispatcher.this.<@Nullable Void>refuse(this.operation.name(), refusal)
					: this.rows.forEach(action);
		}

		@Override
		public void subscribe(Flow.Subscriber<? super E> subscriber) {
			NPlusOneException refusal = count(this.operation);
			if (refusal == null) {
				this.rows.subscribe(subscriber);
				return;
			}
			subscriber.onSubscribe(new Flow.Subscription() {

				@Override
				public void request(long count) {
				}

				@Override
				public void cancel() {
				}

			});
			subscriber.onError(refusal);
		}

	}

}
