package io.asyncorm.async;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.plan.OperationSession;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * Runs what joins the calling thread's transaction, on that thread: each call within its
 * time, and so that the block around it can be cancelled. Thread-safe.
 */
final class JoinedCalls {

	/** What ends a transaction is begun even if all time is up. */
	private static final long LEAST_TO_END = TimeUnit.MILLISECONDS.toNanos(100);

	private final OperationExecutor executor;

	private final VirtualThreadExecutor threads;

	/** How long a call may take if nothing else is said. */
	private final Duration timeout;

	/** Whether transactions begin on the connections of lanes, where they can. */
	private final boolean lends;

	JoinedCalls(OperationExecutor executor, VirtualThreadExecutor threads, DispatcherSettings settings) {
		this.executor = executor;
		this.threads = threads;
		this.timeout = settings.timeout();
		this.lends = settings.keepConnections() || settings.replica();
	}

	<R> R execute(Operation<R> operation, CallOptions options) {
		return execute(operation, options,
				(this.executor.tellsCallers() ? KnownCaller.take() : StatementScope.telling(CallSite.onStack()))
					.tagged(options.tag()));
	}

	private <R> R execute(Operation<R> operation, CallOptions options, CallSite caller) {
		OperationSession session = this.executor.joinCallerTransaction();
		return execute(session, operation.name(), options, () -> session.execute(operation, caller));
	}

	/** Something is called, whose time counts from now on. */
	JoinedCall call(String name, CallOptions options) {
		return call(name, "in the statement", options);
	}

	/** Runs an operation that was called before, on whatever thread of its block. */
	<R> R execute(JoinedCall call, Operation<R> operation, CallSite caller) {
		OperationSession session = this.executor.joinCallerTransaction();
		return execute(session, call, () -> session.execute(operation, caller));
	}

	/** Runs a part of what joins: an operation, or what reads its next rows. */
	<R extends @Nullable Object> R execute(OperationSession session, String name, CallOptions options,
			Supplier<R> work) {
		BlockReads reads = BlockReads.ofBlock();
		return (reads != null) ? reads.onOwn(() -> execute(session, call(name, options), work))
				: execute(session, call(name, options), work);
	}

	private <R extends @Nullable Object> R execute(OperationSession session, JoinedCall call, Supplier<R> work) {
		long left = call.left();
		try {
			if (left <= 0) {
				throw new QueryTimeoutException(call.notBegun());
			}
			long ofTransaction = session.nanosLeft();
			Supplier<R> limited = () -> call.run(session, (ofTransaction > 0) ? Math.min(left, ofTransaction) : left,
					work);
			BlockTask<?> block = BlockTask.currentBlock();
			return (block != null) ? block.execute(session, call.name(), limited) : limited.get();
		}
		catch (QueryTimeoutException ex) {
			session.timedOut(ex);
			throw ex;
		}
	}

	private JoinedCall call(String name, String place, CallOptions options) {
		return new JoinedCall(name, place, CallLimit.of(options, this.timeout), this.threads);
	}

	/**
	 * Begins a transaction, or does what has to be done at its beginning, such as setting
	 * a savepoint. From there on the time of a block is its own, but for a deadline
	 * around it.
	 * @param onConnection whether a transaction can begin on a connection that its thread
	 * has
	 */
	<T> T begin(String name, boolean onConnection, Supplier<T> beginning) {
		if (this.executor.joinsCallerTransaction()) {
			return guard(this.executor.joinCallerTransaction(), name, "to begin", beginning);
		}
		BlockTask<?> block = BlockTask.currentBlock();
		if (block == null) {
			return beginning.get();
		}
		T begun = begin(block, onConnection && this.lends, beginning);
		block.begun();
		return begun;
	}

	/** Nobody is to have two connections. */
	private static <T> T begin(BlockTask<?> block, boolean onConnection, Supplier<T> beginning) {
		if (onConnection) {
			return block.begin(beginning);
		}
		block.giveBack();
		return beginning.get();
	}

	/** Runs a commit or rollback. */
	void end(String name, Runnable ending) {
		if (!this.executor.joinsCallerTransaction()) {
			ending.run();
			return;
		}
		try {
			guard(this.executor.endCallerTransaction(), name, "in the commit or rollback", () -> {
				ending.run();
				return true;
			});
		}
		finally {
			BlockTask<?> block = BlockTask.currentBlock();
			if (block != null && !this.executor.joinsCallerTransaction()) {
				block.ended();
			}
		}
	}

	/**
	 * Spring commits although the timeout of its transaction is over, if no statement has
	 * met it: so there is a while left for that.
	 */
	private <T> T guard(OperationSession session, String name, String place, Supplier<T> work) {
		BlockReads reads = BlockReads.ofBlock();
		if (reads != null) {
			reads.useAlone();
		}
		JoinedCall call = call(name, place, CallOptions.DEFAULTS);
		long own = Math.max(LEAST_TO_END, call.left());
		long left = Math.min(own, Math.max(Expiry.PATIENCE, session.nanosLeft()));
		Supplier<T> limited = () -> call.run(session, left, () -> session.guard(work));
		BlockTask<?> block = BlockTask.currentBlock();
		return (block != null) ? block.guard(session, limited) : limited.get();
	}

}
