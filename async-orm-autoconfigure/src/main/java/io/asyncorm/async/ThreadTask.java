package io.asyncorm.async;

import java.util.Objects;
import java.util.concurrent.Callable;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.ObservedCall;
import io.asyncorm.plan.OperationSession;
import org.jspecify.annotations.Nullable;

/**
 * A task that runs user code, and therefore on a thread of its own instead of a lane. It
 * goes on with a {@link HeldConnection}: it takes over that of the task before it, or
 * takes one when it first needs it.
 */
abstract class ThreadTask<T extends @Nullable Object> extends Task<T> {

	private static final ThreadLocal<ThreadTask<?>> CURRENT = new ThreadLocal<>();

	/** Asked and set by the lanes alone. */
	private @Nullable Work awaited;

	private final Lanes lanes;

	/** The one that it has while it runs; for its own thread. */
	private @Nullable HeldConnection connection;

	ThreadTask(String name, Lanes lanes, CallSite callSite, CallLimit limit) {
		super(name, lanes, callSite, limit, lanes.threads());
		this.lanes = lanes;
	}

	/** The role in its thread's name. */
	abstract String role();

	/** Does its work, unless it was stopped before. */
	abstract void perform();

	/** Whether a transaction is still open on its connection after it has run. */
	boolean leavesTransaction() {
		return false;
	}

	/** Does its work as what observers were told of. */
	final <R extends @Nullable Object> R observing(Callable<R> work) throws Exception {
		ObservedCall call = observed();
		return (call != null) ? call.during(work) : work.call();
	}

	/** The session of the connection that it has, or can have. */
	final OperationSession ownSession() {
		return connection().sessionFor(route());
	}

	/** Gives its connection back, if it has one. */
	final void releaseConnection() {
		connection().release();
	}

	private HeldConnection connection() {
		return Objects.requireNonNull(this.connection);
	}

	/**
	 * Runs it on the calling thread.
	 * @param connection what it has in common with those that ran before and will next
	 */
	final void run(HeldConnection connection) {
		this.connection = connection;
		CURRENT.set(this);
		try {
			perform();
		}
		finally {
			CURRENT.remove();
		}
	}

	/** Does work on the calling thread as if that ran it. */
	final void runElsewhere(Runnable work) {
		CURRENT.set(this);
		try {
			work.run();
		}
		finally {
			CURRENT.remove();
		}
	}

	/** The task whose code the calling thread runs, or null. */
	static @Nullable ThreadTask<?> current() {
		return CURRENT.get();
	}

	/** Its thread is going to wait for other work. */
	final void await(Work other) {
		this.lanes.await(this, other);
	}

	/** Its thread is going to wait for other work, for a while only. */
	final void prefer(Work other) {
		other.unfinishedTasks().forEach((task) -> task.lanes().prefer(task));
	}

	/** Its thread does not wait any more. */
	final void endAwait() {
		this.lanes.endAwait(this);
	}

	/** What its thread is waiting for, or null. */
	final @Nullable Work awaited() {
		return this.awaited;
	}

	final void setAwaited(@Nullable Work awaited) {
		this.awaited = awaited;
	}

	@Override
	TaskKind kind() {
		return TaskKind.BLOCK;
	}

}
