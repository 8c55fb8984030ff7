package io.asyncorm.async;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.OperationSession;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits for a permit of {@link Lanes}, runs and completes a future, and that
 * other threads can stop at any time. Its own thread decides the outcome, unless it was
 * stopped. Thread-safe.
 */
abstract class Task<T extends @Nullable Object> implements Work {

	private static final Log logger = LogFactory.getLog(Task.class);

	/** The role of the threads that complete futures. */
	static final String COMPLETION = "completion";

	private final String name;

	private final Lanes lanes;

	private final CallSite callSite;

	private final OperationFuture<T> future = new OperationFuture<>(this);

	private final Runnable completion;

	private final ReentrantLock lock = new ReentrantLock();

	private State state = State.WAITING;

	private boolean wanted;

	private long ticket;

	private final SessionInUse session;

	private @Nullable T value;

	private @Nullable Throwable failure;

	Task(String name, Lanes lanes, CallSite callSite) {
		this.name = name;
		this.lanes = lanes;
		this.callSite = callSite;
		this.session = new SessionInUse(lanes.threads());
		this.completion = lanes.threads().inCallerContext(this::complete);
	}

	/** What it needs besides a permit. */
	Kind kind() {
		return Kind.OPERATION;
	}

	/** Whether running user code waits for it; asked and set by the lanes alone. */
	final boolean isWanted() {
		return this.wanted;
	}

	final void markWanted() {
		this.wanted = true;
	}

	/** Its place in the order of those that wait; asked and set by the lanes alone. */
	final long ticket() {
		return this.ticket;
	}

	final void takeTicket(long ticket) {
		this.ticket = ticket;
	}

	/**
	 * Interrupts a thread that is not in the database; called with the state's lock held.
	 */
	void interrupt() {
	}

	/** It was stopped while it ran; called with the state's lock held. */
	void stopped() {
	}

	/** Marks it as running, unless it was stopped. */
	final boolean begin() {
		this.lock.lock();
		try {
			if (this.state == State.WAITING) {
				this.state = State.RUNNING;
			}
			return this.state == State.RUNNING;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Uses a session, which a stop has to cancel from now on. Returns false if it was
	 * stopped already.
	 */
	final boolean enter(OperationSession session) {
		this.lock.lock();
		try {
			if (this.state == State.STOPPED) {
				return false;
			}
			this.session.set(session);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Uses the session in which a transaction ends, also if it was stopped: a commit or
	 * rollback that does not return is ended with its connection. Or uses the one that
	 * was left for another again, or none.
	 */
	final void use(@Nullable OperationSession session) {
		this.lock.lock();
		try {
			this.session.set(session);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The session that is used; for the task's own thread. */
	final @Nullable OperationSession session() {
		return this.session.get();
	}

	/** Rules out a stop from now on. Returns false if it was stopped already. */
	final boolean close() {
		this.lock.lock();
		try {
			if (this.state == State.RUNNING) {
				this.state = State.CLOSED;
			}
			return this.state == State.CLOSED;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Allows a stop again. Returns false if it was stopped, or was to be meanwhile. */
	final boolean reopen() {
		this.lock.lock();
		try {
			if (this.state == State.CLOSED && !this.session.isEnding()) {
				this.state = State.RUNNING;
			}
			return this.state == State.RUNNING;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Decides the outcome, unless it was stopped or has one. */
	final void finish(@Nullable T value, @Nullable Throwable failure) {
		this.lock.lock();
		try {
			if (this.state == State.RUNNING || this.state == State.CLOSED) {
				this.state = State.FINISHED;
				this.value = value;
				this.failure = failure;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Completes the future on a thread of its own, in the caller's context: dependents
	 * are user code, which may block for ever.
	 */
	final void publish() {
		if (state() == State.FINISHED) {
			threads().start(COMPLETION, this::completeInContext);
		}
	}

	/**
	 * As {@link #publish()}, on the calling thread, which has nothing else to do: it has
	 * given back permit and connection.
	 */
	final void publishHere() {
		if (state() == State.FINISHED) {
			completeInContext();
		}
	}

	private void completeInContext() {
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

	/**
	 * Runs its work in the caller's context, unless it was stopped. The user's
	 * {@code TaskDecorator} may not have run it, and its future must not stay incomplete.
	 */
	final void runInContext(Runnable inCallerContext) {
		if (begin()) {
			try {
				inCallerContext.run();
				requireOutcome();
			}
			catch (Throwable ex) {
				finish(null, ex);
			}
		}
	}

	private void requireOutcome() {
		State reached = state();
		if (reached == State.RUNNING || reached == State.CLOSED) {
			finish(null, new IllegalStateException("The TaskDecorator did not run '%s'".formatted(this.name)));
		}
	}

	private State state() {
		this.lock.lock();
		try {
			return this.state;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** What it has returned; null if it has failed, or was stopped. */
	final @Nullable T result() {
		return (state() == State.FINISHED) ? this.value : null;
	}

	private void complete() {
		if (this.failure != null) {
			explain(this.failure);
		}
		this.future.publish(this.value, this.failure);
	}

	/** Completes the future of a task that was not admitted, on the calling thread. */
	final void refuse(RuntimeException reason) {
		explain(reason);
		this.future.publish(null, reason);
	}

	@Override
	public final boolean stop() {
		this.lock.lock();
		try {
			switch (this.state) {
				case WAITING -> this.state = State.STOPPED;
				case RUNNING -> {
					if (!stopRunning()) {
						return false;
					}
				}
				case CLOSED -> {
					this.session.end();
					return false;
				}
				case FINISHED -> {
					return false;
				}
				case STOPPED -> {
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		this.lanes.remove(this);
		return true;
	}

	/** Returns false if its commit is under way, so that only its thread can tell. */
	private boolean stopRunning() {
		boolean stopped = this.session.stop();
		if (stopped) {
			this.state = State.STOPPED;
			stopped();
		}
		if (this.session.get() == null) {
			interrupt();
		}
		this.session.end();
		return stopped;
	}

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final VirtualThreadExecutor threads() {
		return this.lanes.threads();
	}

	@Override
	public final boolean isReportable() {
		return true;
	}

	@Override
	public final void explain(Throwable failure) {
		this.callSite.attachTo(failure);
	}

	final CallSite callSite() {
		return this.callSite;
	}

	final OperationFuture<T> future() {
		return this.future;
	}

	@Override
	public final List<Task<?>> unfinishedTasks() {
		return List.of(this);
	}

	/** What kind of work it is, as far as the number of permits depends on it. */
	enum Kind {

		/** It ends by itself. */
		OPERATION,

		/** Code of the user, which may wait for operations. */
		BLOCK,

		/** As a block, and for as long as the user reads. */
		READING

	}

	private enum State {

		WAITING, RUNNING,

		/** Running, and past the point where it could be stopped. */
		CLOSED,

		/** Its outcome is decided, but not published yet. */
		FINISHED,

		/** Whoever stopped it completes the future. */
		STOPPED

	}

}
