package io.asyncorm.async;

import java.util.List;
import java.util.concurrent.Callable;
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
import org.jspecify.annotations.Nullable;

/**
 * Starts reads at the replica of a database, where the rule sends them there, and all
 * else at the primary. Immutable.
 */
final class ReplicaDispatcher implements OperationDispatcher {

	private final ReplicatedReads reads;

	private final OperationDispatcher primary;

	private final OperationDispatcher replica;

	private final CallOptions options;

	ReplicaDispatcher(ReplicatedReads reads, OperationDispatcher primary, OperationDispatcher replica) {
		this(reads, primary, replica, CallOptions.DEFAULTS);
	}

	private ReplicaDispatcher(ReplicatedReads reads, OperationDispatcher primary, OperationDispatcher replica,
			CallOptions options) {
		this.reads = reads;
		this.primary = primary;
		this.replica = replica;
		this.options = options;
	}

	@Override
	public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		if (isOfPrimary(operation)) {
			return atPrimary(operation, () -> this.primary.dispatch(operation));
		}
		if (!this.reads.isReplica(this.options.readsFrom())) {
			return this.primary.dispatch(operation);
		}
		return mayTurnOutToWrite(operation) ? redirected(operation) : this.replica.dispatch(operation);
	}

	/** Both together may take as long as one call. */
	private <R> CompletableFuture<R> redirected(Operation<R> operation) {
		DeadlineScope whole = this.reads.limit(this.options).deadline();
		return RedirectedRead.of(this.replica.dispatch(operation), () -> {
			this.reads.noteWriting(operation);
			return atPrimary(operation, () -> DeadlineScope.call(whole, () -> this.primary.dispatch(operation)));
		});
	}

	private boolean isOfPrimary(Operation<?> operation) {
		return this.reads.needsPrimary(operation) || mayTurnOutToWrite(operation) && this.reads.isWriting(operation);
	}

	/**
	 * SQL of the user may call a function that writes, and that it is read from a replica
	 * is known only to who has asked for one.
	 */
	private boolean mayTurnOutToWrite(Operation<?> operation) {
		return operation instanceof Operation.Sql<?> && this.options.readsFrom() != ReadsFrom.REPLICA;
	}

	/**
	 * Starts what needs the primary, and notes whose write it is. What was asked of the
	 * replica is refused there.
	 */
	private <T> T atPrimary(Operation<?> operation, Callable<T> start) {
		try {
			if (this.options.readsFrom() == ReadsFrom.REPLICA
					|| !Effects.writes(operation) && !this.reads.isWriting(operation)) {
				return start.call();
			}
			return this.reads.callers().startWrite(start);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> refuse(String name, RuntimeException reason) {
		return this.primary.refuse(name, reason);
	}

	@Override
	public @Nullable Object called(UserCall call) throws Throwable {
		return this.primary.called(call);
	}

	@Override
	public UserCall deferred(UserCall call) {
		return this.primary.deferred(call);
	}

	@Override
	public CallOptions options() {
		return this.options;
	}

	@Override
	public OperationDispatcher with(UnaryOperator<CallOptions> change) {
		CallOptions changed = change.apply(this.options);
		return new ReplicaDispatcher(this.reads, this.primary.with((any) -> changed),
				this.replica.with((any) -> changed), changed);
	}

	@Override
	public <E extends @Nullable Object> AsyncIterable<E> iterate(Operation.Rows<List<E>> operation, int chunkSize) {
		AsyncIterable<E> atPrimary = this.primary.iterate(operation, chunkSize);
		return this.reads.needsPrimary(operation) ? new WritingIterable<>(operation, atPrimary)
				: new ReadIterable<>(atPrimary, this.replica.iterate(operation, chunkSize));
	}

	@Override
	public TenantChoice tenant() {
		return this.primary.tenant();
	}

	@Override
	public String sql(Operation<?> operation) {
		return this.primary.sql(operation);
	}

	/**
	 * Each reading finds out for itself where it reads: on whatever thread that is, it
	 * misses no writes of who has called {@code aiterator()}.
	 */
	private final class ReadIterable<E extends @Nullable Object> implements AsyncIterable<E> {

		private final AsyncIterable<E> primary;

		private final AsyncIterable<E> replica;

		private final CallerWrites caller = ReplicaDispatcher.this.reads.callers().current();

		ReadIterable(AsyncIterable<E> primary, AsyncIterable<E> replica) {
			this.primary = primary;
			this.replica = replica;
		}

		private AsyncIterable<E> rows() {
			boolean there = ReplicaDispatcher.this.reads.isReplica(ReplicaDispatcher.this.options.readsFrom(),
					this.caller);
			return there ? this.replica : this.primary;
		}

		@Override
		public CompletableFuture<@Nullable Void> forEach(Consumer<? super E> action) {
			return rows().forEach(action);
		}

		@Override
		public void subscribe(Flow.Subscriber<? super E> subscriber) {
			rows().subscribe(subscriber);
		}

		@Override
		public String toString() {
			return this.primary.toString();
		}

	}

	/** Rows that are locked, or come from a write. */
	private final class WritingIterable<E extends @Nullable Object> implements AsyncIterable<E> {

		private final Operation.Rows<List<E>> operation;

		private final AsyncIterable<E> rows;

		WritingIterable(Operation.Rows<List<E>> operation, AsyncIterable<E> rows) {
			this.operation = operation;
			this.rows = rows;
		}

		@Override
		public CompletableFuture<@Nullable Void> forEach(Consumer<? super E> action) {
			return atPrimary(this.operation, () -> this.rows.forEach(action));
		}

		@Override
		public void subscribe(Flow.Subscriber<? super E> subscriber) {
			atPrimary(this.operation, () -> {
				this.rows.subscribe(subscriber);
				return true;
			});
		}

		@Override
		public String toString() {
			return this.rows.toString();
		}

	}

}
