package io.asyncorm.async;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one caller has written to a database with a replica, so that what it reads
 * afterwards can be read where that is. Thread-safe.
 */
final class CallerWrites {

	/** How often a write has begun or ended. */
	private final AtomicLong count = new AtomicLong();

	/** Of what all can be read everywhere by now. */
	private volatile long settled;

	private volatile long last;

	private volatile @Nullable Position position;

	private final AtomicBoolean asking = new AtomicBoolean();

	/** What is written in a transaction can be read from its commit on. */
	void joinTransaction() {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			return;
		}
		for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
			if (each instanceof AtEnd known && known.writes == this) {
				return;
			}
		}
		TransactionSynchronizationManager.registerSynchronization(new AtEnd(this));
	}

	/** One has begun or ended. */
	void wrote() {
		this.last = System.nanoTime();
		this.count.incrementAndGet();
	}

	/** Whether there is nothing that could be missed elsewhere. */
	boolean areSettled() {
		return this.settled == this.count.get();
	}

	/** How many there are now. */
	long count() {
		return this.count.get();
	}

	/** Nothing of what was counted until then can be missed any more. */
	void settle(long count) {
		this.settled = count;
	}

	/** How long ago the last one began or ended. */
	long nanosSince() {
		return System.nanoTime() - this.last;
	}

	/** How far the primary was after so many writes; null if nobody has asked yet. */
	@Nullable Long positionAfter(long count) {
		Position known = this.position;
		return (known != null && known.count == count) ? known.at : null;
	}

	void setPosition(long count, long at) {
		this.position = new Position(count, at);
	}

	/** Whether nobody else is asking for the position. */
	boolean beginAsking() {
		return this.asking.compareAndSet(false, true);
	}

	void endAsking() {
		this.asking.set(false);
	}

	private record Position(long count, long at) {
	}

	/** Before the hooks of others, which read what was committed. */
	private record AtEnd(CallerWrites writes) implements TransactionSynchronization {

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

		@Override
		public void afterCompletion(int status) {
			this.writes.wrote();
		}

	}

}
