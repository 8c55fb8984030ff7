package io.asyncorm.async;

import java.util.concurrent.locks.ReentrantLock;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.ObservedCall;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.query.OperationCancelledException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * Work that waits for a permit of {@link Lanes}, runs and completes a future, and that
 * other threads can stop at any time. Its own thread decides the outcome, unless it was
 * stopped. Thread-safe.
 */
abstract class Task<T extends @Nullable Object> extends StoppableWork {

	private final Lanes lanes;

	private final Route route;

	private final Outcome<T> outcome;

	private final ReentrantLock lock = new ReentrantLock();

	/** Changed under the lock, and after the outcome is set. */
	private volatile TaskState state = TaskState.WAITING;

	private final SessionInUse session;

	private final TaskTimer timer;

	/** Says that its time is up, once it is. */
	private volatile @Nullable String expiry;

	/** Says who cancels it, if that is not its future. */
	private @Nullable String cancelReason;

	Task(String name, Lanes lanes, CallSite callSite, CallLimit limit, VirtualThreadExecutor context) {
		super(name);
		this.lanes = lanes;
		this.route = context.route();
		this.session = new SessionInUse(lanes.threads());
		this.timer = new TaskTimer(this, lanes.threads().alarms(), limit);
		this.outcome = new Outcome<>(this, name, context, this.route, callSite);
	}

	/** Where it waits and runs; other dispatchers have their own. */
	final Lanes lanes() {
		return this.lanes;
	}

	/** By which its connection is chosen. */
	final Route route() {
		return this.route;
	}

	final TaskTimer timer() {
		return this.timer;
	}

	/** It was called, of which somebody is told. */
	final void observe(@Nullable ObservedCall call) {
		this.outcome.observe(call);
	}

	/** What is told of it; null if nobody is. */
	final @Nullable ObservedCall observed() {
		return this.outcome.observed();
	}

	final InFlight inFlight(long number) {
		this.lock.lock();
		try {
			return this.timer.inFlight(number, this.state, this.session.running(), callSite());
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Marks it as running, unless it was stopped, or its time is up. */
	final boolean begin() {
		return begin(TaskState.RUNNING);
	}

	final boolean begin(TaskState running) {
		this.lock.lock();
		try {
			if (this.state == TaskState.WAITING) {
				if (this.timer.begin()) {
					this.state = running;
					this.lanes.monitor().begun(this.timer);
				}
				else {
					this.lanes.monitor().timedOut();
					this.outcome.set(null, new QueryTimeoutException(this.timer.describe(null, null)));
					this.state = TaskState.FINISHED;
				}
			}
			return this.state == running;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits again, to run by itself, after it was a part of a statement. Returns false if
	 * it was stopped, or its time is up.
	 */
	final boolean waitAgain() {
		this.lock.lock();
		try {
			if (this.state == TaskState.PART && isLeaving()) {
				this.lanes.monitor().cancelled();
				String reason = this.cancelReason;
				this.outcome.set(null,
						(reason != null) ? new OperationCancelledException(reason) : Expiry.unfinished(name()));
				this.state = TaskState.FINISHED;
			}
			else if (this.state == TaskState.PART) {
				this.state = TaskState.WAITING;
			}
			return this.state == TaskState.WAITING;
		}
		finally {
			this.lock.unlock();
		}
	}

	final boolean isWaiting() {
		return this.state == TaskState.WAITING;
	}

	/**
	 * Uses a session, which a stop has to cancel from now on. Returns false if it was
	 * stopped already, or its time is up.
	 */
	final boolean enter(OperationSession session) {
		this.lock.lock();
		try {
			if (this.state == TaskState.STOPPED || this.expiry != null) {
				return false;
			}
			sessionInUse().set(session);
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
			sessionInUse().set(session);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Cancels what another thread than its own executes, and nothing else. */
	final void cancelElsewhere() {
		this.lock.lock();
		try {
			SessionInUse elsewhere = this.session.elsewhere();
			elsewhere.stop();
			elsewhere.cancel();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The session that the calling thread uses. */
	final @Nullable OperationSession session() {
		this.lock.lock();
		try {
			return sessionInUse().get();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** What the calling thread uses. */
	private SessionInUse sessionInUse() {
		return isOwnThread() ? this.session : this.session.elsewhere();
	}

	/**
	 * Rules out a stop from now on. Returns false if it was stopped already, or its time
	 * is up.
	 */
	final boolean close() {
		this.lock.lock();
		try {
			if (this.state == TaskState.RUNNING && this.expiry == null) {
				this.state = TaskState.CLOSED;
			}
			return this.state == TaskState.CLOSED;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Allows a stop again. Returns false if it was stopped, or was to be meanwhile. */
	final boolean reopen() {
		this.lock.lock();
		try {
			if (this.state == TaskState.CLOSED && !this.session.isEnding()) {
				this.state = TaskState.RUNNING;
			}
			return this.state == TaskState.RUNNING && this.expiry == null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Decides the outcome, unless it was stopped or has one. */
	final void finish(@Nullable T value, @Nullable Throwable failure) {
		this.lock.lock();
		try {
			if (this.state == TaskState.RUNNING || this.state == TaskState.CLOSED || this.state == TaskState.PART) {
				this.outcome.set(value, (failure != null) ? ofEnd(failure) : null);
				this.state = TaskState.FINISHED;
			}
		}
		finally {
			this.lock.unlock();
		}
		this.timer.stop();
	}

	/** What it has failed with, in the words of who has ended it, if anybody has. */
	private Throwable ofEnd(Throwable failure) {
		String expired = this.expiry;
		if (expired != null) {
			return Expiry.failure(expired, failure);
		}
		if (!this.session.isEnding() || !(failure instanceof QueryTimeoutException)) {
			return failure;
		}
		if (!keepsOutcome()) { // one for several is none of theirs
			this.lanes.monitor().cancelled();
		}
		return Expiry.refused(name(), this.cancelReason, failure);
	}

	/** Says that its time is up, if it is; for its own thread. */
	final @Nullable String expiry() {
		return this.expiry;
	}

	/** The time of its limit is up; or, a while after, that of its end. */
	final void timeIsUp() {
		String expired;
		this.lock.lock();
		try {
			expired = this.expiry;
			if (expired != null && (this.state == TaskState.RUNNING || this.state == TaskState.CLOSED)) {
				// what cannot be stopped is committing
				this.outcome.set(null, Expiry.ofStuck(expired, this.state == TaskState.CLOSED || !this.session.stop()));
				this.state = TaskState.FINISHED;
			}
		}
		finally {
			this.lock.unlock();
		}
		if (expired == null) {
			expire(null);
		}
		else {
			publish();
		}
	}

	/**
	 * Notes why it is stopped next, if its future does not do that: who waits for it is
	 * told, also if only its own thread can tell how it ends.
	 * @param reason says by whom it is cancelled
	 * @return whether it runs, so that the server at least is told to end it
	 */
	final boolean noteCancel(String reason) {
		this.lock.lock();
		try {
			this.cancelReason = reason;
			return this.state == TaskState.RUNNING || this.state == TaskState.CLOSED;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends it, as its time is up.
	 * @param limit what the limit was, in words; null for its own
	 */
	@Override
	public final boolean expire(@Nullable String limit) {
		this.lock.lock();
		try {
			if (this.expiry != null || this.state == TaskState.FINISHED || this.state == TaskState.STOPPED) {
				return false;
			}
			String message = this.timer.describe(limit, this.session.running());
			this.expiry = message;
			this.lanes.monitor().timedOut();
			if (this.state == TaskState.RUNNING || this.state == TaskState.CLOSED) {
				endRunning();
				this.timer.ringAgain(Expiry.PATIENCE);
				return false;
			}
			boolean undone = this.state == TaskState.WAITING || leave();
			this.outcome.set(null, undone ? new QueryTimeoutException(message) : Expiry.ofPart(message));
			this.state = TaskState.FINISHED;
		}
		finally {
			this.lock.unlock();
		}
		this.timer.stop();
		this.lanes.remove(this);
		publish();
		return false;
	}

	/** Completes the future on a thread of its own, unless whoever stopped it does. */
	final void publish() {
		if (this.state == TaskState.FINISHED) {
			this.outcome.publish();
		}
	}

	/**
	 * As {@link #publish()}, on the calling thread, which has nothing else to do: it has
	 * given back permit and connection.
	 */
	final void publishHere() {
		if (this.state == TaskState.FINISHED) {
			this.outcome.publishHere();
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
				if (this.state == TaskState.RUNNING || this.state == TaskState.CLOSED) {
					finish(null, new IllegalStateException("The TaskDecorator did not run '%s'".formatted(name())));
				}
			}
			catch (Throwable ex) {
				finish(null, ex);
			}
		}
	}

	/** What it has returned; null if it has failed, or was stopped. */
	final @Nullable T result() {
		return (this.state == TaskState.FINISHED) ? this.outcome.value() : null;
	}

	/** What it has failed with; null if it has not, or was stopped. */
	final @Nullable Throwable failure() {
		return (this.state == TaskState.FINISHED) ? this.outcome.failure() : null;
	}

	/** Completes the future of a task that was not admitted, on the calling thread. */
	final void refuse(RuntimeException reason) {
		this.timer.stop();
		this.outcome.refuse(reason);
	}

	@Override
	public final boolean stop() {
		this.lock.lock();
		try {
			switch (this.state) {
				case WAITING -> this.state = TaskState.STOPPED;
				case RUNNING -> {
					if (!endRunning()) {
						return false;
					}
					this.state = TaskState.STOPPED;
					stopped();
				}
				case PART -> {
					if (!leave()) {
						return false;
					}
					this.state = TaskState.STOPPED;
				}
				case CLOSED -> {
					this.session.end();
					return false;
				}
				case FINISHED -> {
					return false;
				}
				case STOPPED -> {
					return true;
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		this.timer.stop();
		this.lanes.remove(this);
		this.lanes.monitor().cancelled();
		this.outcome.stopped();
		return true;
	}

	/** Returns false if only its thread can tell, as when its commit is under way. */
	private boolean endRunning() {
		boolean stopped = this.session.stop() && (this.session.get() == null || !keepsOutcome());
		if (this.session.get() == null && this.state == TaskState.RUNNING) {
			interrupt();
		}
		this.session.end();
		return stopped;
	}

	@Override
	public final VirtualThreadExecutor threads() {
		return this.lanes.threads();
	}

	@Override
	public final void explain(Throwable failure) {
		callSite().attachTo(failure);
	}

	final CallSite callSite() {
		return this.outcome.callSite();
	}

	final OperationFuture<T> future() {
		return this.outcome.future();
	}

}
