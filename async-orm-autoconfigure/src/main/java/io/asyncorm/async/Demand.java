package io.asyncorm.async;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The back pressure of a subscription: counts the elements that are requested but not yet
 * delivered. The delivering thread waits here for requests of others. Thread-safe.
 */
final class Demand {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private long wanted;

	/** Whether all are wanted, which stays so: then nobody has to count. */
	private volatile boolean unlimited;

	private volatile boolean closed;

	/** Demand without limit. */
	static Demand unlimited() {
		Demand demand = new Demand();
		demand.add(Long.MAX_VALUE);
		return demand;
	}

	/** Requests more elements; the largest number means all. */
	void add(long number) {
		this.lock.lock();
		try {
			this.wanted = sum(this.wanted, number);
			this.unlimited = this.wanted == Long.MAX_VALUE;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until an element is requested, and counts it as delivered. Returns false if
	 * the subscription has ended.
	 */
	boolean take() {
		if (this.unlimited) {
			return !this.closed;
		}
		this.lock.lock();
		try {
			while (this.wanted == 0 && !this.closed) {
				this.changed.awaitUninterruptibly();
			}
			if (this.wanted != Long.MAX_VALUE && !this.closed) {
				this.wanted--;
			}
			return !this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Ends the demand: nothing more is delivered. */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The sum of two positive numbers, or the largest number there is. */
	static long sum(long first, long second) {
		return (first > Long.MAX_VALUE - second) ? Long.MAX_VALUE : first + second;
	}

}
