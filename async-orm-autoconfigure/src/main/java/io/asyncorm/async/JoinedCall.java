package io.asyncorm.async;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.asyncorm.plan.OperationSession;
import org.jspecify.annotations.Nullable;

/**
 * A call in the transaction of the calling thread, which is ended when its time is up.
 * Used once.
 */
final class JoinedCall extends Alarm {

	private final String name;

	private final String place;

	private final CallLimit limit;

	private final AlarmClock clock;

	private final SessionInUse session;

	private final ReentrantLock lock = new ReentrantLock();

	private final long begun = System.nanoTime();

	private boolean ended;

	private @Nullable String expiry;

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

	CallLimit limit() {
		return this.limit;
	}

	/**
	 * Does its work.
	 * @param left how many nanoseconds it may take
	 */
	<R extends @Nullable Object> R run(OperationSession session, long left, Supplier<R> work) {
		if (left >= TimeLimit.NEVER) {
			return work.get();
		}
		this.session.set(session);
		this.clock.set(this, this.begun + left);
		try {
			return work.get();
		}
		catch (RuntimeException ex) {
			String expired = end();
			throw (expired != null) ? Expiry.failure(expired, ex) : ex;
		}
		finally {
			end();
		}
	}

	/** Says that its time was up, if it was. */
	private @Nullable String end() {
		this.clock.cancel(this);
		this.lock.lock();
		try {
			this.ended = true;
			return this.expiry;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The session cannot go on to something else meanwhile. */
	@Override
	void ring() {
		this.lock.lock();
		try {
			if (!this.ended) {
				long taken = System.nanoTime() - this.begun;
				this.expiry = "'%s' did not finish within %s and was cancelled: %s %s".formatted(this.name,
						this.limit.describe(this.begun, taken), this.place, CallLimit.seconds(taken));
				this.session.stop();
				this.session.end();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
