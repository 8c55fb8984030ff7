package io.asyncorm.async;

import java.util.concurrent.CancellationException;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.ObservedCall;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What came of a task, and the completion of its future with it. Once it is set, it does
 * not change.
 */
final class Outcome<T extends @Nullable Object> {

	private static final Log logger = LogFactory.getLog(Outcome.class);

	/** The role of the threads that complete futures. */
	static final String COMPLETION = "completion";

	private final String name;

	private final VirtualThreadExecutor threads;

	private final CallSite callSite;

	private final OperationFuture<T> future;

	private final Runnable completion;

	private @Nullable T value;

	private @Nullable Throwable failure;

	/** Set before the task waits. */
	private @Nullable ObservedCall observed;

	/**
	 * @param work the task, whose name messages call it by
	 * @param threads completes the future, in the context of the calling thread
	 * @param route that of the calling thread
	 */
	Outcome(Work work, String name, VirtualThreadExecutor threads, Route route, CallSite callSite) {
		this.name = name;
		this.threads = threads;
		this.callSite = callSite;
		this.future = new OperationFuture<>(work);
		this.completion = threads.inCallerContext(route, this::complete);
	}

	OperationFuture<T> future() {
		return this.future;
	}

	CallSite callSite() {
		return this.callSite;
	}

	void observe(@Nullable ObservedCall call) {
		this.observed = call;
	}

	/** What is told of the task; null if nobody is. */
	@Nullable ObservedCall observed() {
		return this.observed;
	}

	void set(@Nullable T value, @Nullable Throwable failure) {
		this.value = value;
		this.failure = failure;
	}

	@Nullable T value() {
		return this.value;
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * Completes the future on a thread of its own, in the caller's context: dependents
	 * are user code, which may block for ever.
	 */
	void publish() {
		this.threads.start(COMPLETION, this::publishHere);
	}

	/** As {@link #publish()}, on the calling thread. */
	void publishHere() {
		try {
			this.completion.run();
		}
		catch (RuntimeException ex) {
			logger.warn("The context of '" + this.name + "' could not be restored for its dependents", ex);
		}
		finally {
			complete();
		}
	}

	private void complete() {
		if (this.failure != null) {
			this.callSite.attachTo(this.failure);
		}
		ended(this.failure);
		this.future.publish(this.value, this.failure);
	}

	/** The task was stopped: whoever did completes the future. */
	void stopped() {
		if (this.observed != null) {
			this.observed.ended(new CancellationException("'" + this.name + "' was cancelled"));
		}
	}

	private void ended(@Nullable Throwable failure) {
		if (this.observed != null) {
			this.observed.ended(failure);
		}
	}

	/** Completes the future without a value that was set, on the calling thread. */
	void refuse(RuntimeException reason) {
		this.callSite.attachTo(reason);
		ended(reason);
		this.future.publish(null, reason);
	}

}
