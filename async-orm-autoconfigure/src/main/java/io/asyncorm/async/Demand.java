package io.asyncorm.async;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many elements are still wanted. The thread that has them waits here for others to
 * want more.
 */
final class Demand {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private long wanted;

	private boolean closed;

	/** Demand without end. */
	static Demand unlimited() {
		Demand demand = new Demand();
		demand.add(Long.MAX_VALUE);
		return demand;
	}

	/** The largest number stands for all. */
	void add(long number) {
		this.lock.lock();
		try {
			this.wanted = sum(this.wanted, number);
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until an element is wanted, and takes that as fulfilled. Returns false if
	 * none is wanted any more.
	 */
	boolean take() {
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

	/** Nothing is wanted any more. */
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
