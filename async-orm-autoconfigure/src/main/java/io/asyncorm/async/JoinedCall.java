package io.asyncorm.async;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.asyncorm.plan.OperationSession;
import org.jspecify.annotations.Nullable;

/**
 * A call that joins a transaction, from when it was made: it is ended when its time is
 * up, or by who does not want it any more. Used once.
 */
final class JoinedCall extends Alarm {

	private final String name;

	private final String place;

	private final CallLimit limit;

	private final AlarmClock clock;

	private final SessionInUse session;

	private final ReentrantLock lock = new ReentrantLock();

	private final long called = System.nanoTime();

	/** When its work began; zero before. */
	private long begun;

	private boolean ended;

	/** Why it was ended before its work was done. */
	private @Nullable String reason;

	/**
	 * @param place what takes its time, as in {@code in the statement}
	 */
	JoinedCall(String name, String place, CallLimit limit, VirtualThreadExecutor threads) {
		this.name = name;
		this.place = place;
		this.limit = limit;
		this.clock = threads.alarms();
		this.session = new SessionInUse(threads);
	}

	String name() {
		return this.name;
	}

	/** How many nanoseconds it may still take. */
	long left() {
		long now = System.nanoTime();
		return Math.min(this.limit.timeout() - (now - this.called), this.limit.leftOfScope(now));
	}

	/** Says that its time was up before its work began. */
	String notBegun() {
		return (this.limit.left(this.called) <= 0) ? this.limit.notBegun(this.name)
				: unfinished(this.limit.describe(this.called, TimeLimit.NEVER), System.nanoTime());
	}

	/**
	 * Does its work.
	 * @param left how many nanoseconds that may take
	 */
	<R extends @Nullable Object> R run(OperationSession session, long left, Supplier<R> work) {
		if (!begin(session)) {
			throw Expiry.failure(String.valueOf(this.reason), Expiry.unfinished(this.name));
		}
		if (left < TimeLimit.NEVER) {
			this.clock.set(this, this.begun + left);
		}
		try {
			return work.get();
		}
		catch (RuntimeException ex) {
			String ended = end();
			throw (ended != null) ? Expiry.failure(ended, ex) : ex;
		}
		finally {
			end();
		}
	}

	/** Returns false if it was ended before. */
	private boolean begin(OperationSession session) {
		this.lock.lock();
		try {
			this.begun = System.nanoTime();
			if (this.reason != null) {
				this.ended = true;
				return false;
			}
			this.session.set(session);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Says why it was ended, if it was. */
	private @Nullable String end() {
		this.clock.cancel(this);
		this.lock.lock();
		try {
			this.ended = true;
			return this.reason;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The session cannot go on to something else meanwhile. */
	@Override
	void ring() {
		long now = System.nanoTime();
		stop(unfinished(this.limit.describe(this.called, now - this.called), now));
	}

	/**
	 * Ends it, as its time is up.
	 * @param limit what the limit was, in words
	 */
	void expire(String limit) {
		stop(unfinished(limit, System.nanoTime()));
	}

	/** Ends it; returns false if it has ended before. */
	boolean cancel() {
		return stop("'%s' was cancelled while it ran, and so its transaction cannot go on".formatted(this.name));
	}

	private boolean stop(String reason) {
		this.lock.lock();
		try {
			if (!this.ended && this.reason == null) {
				this.reason = reason;
				this.session.stop();
				this.session.end();
			}
			return !this.ended;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** That its time is up, and where that went. */
	private String unfinished(String limit, long now) {
		boolean waits = this.begun == 0;
		return "'%s' did not finish within %s and was cancelled: %s %s".formatted(this.name, limit,
				waits ? "waiting for a connection of its block" : this.place,
				CallLimit.seconds(now - (waits ? this.called : this.begun)));
	}

}
