package io.asyncorm.jdbc;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.asyncorm.persistence.UpsertLock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;

/**
 * Locks by name within this process, for databases that have none: two applications on
 * one database do not see each other's. Safe for use by several threads.
 */
final class LookupLocks {

	private final Map<UpsertLock, Entry> entries = new ConcurrentHashMap<>();

	private final Duration patience;

	/**
	 * @param patience how long a lock is waited for: two transactions that wait for each
	 * other's locks are told of by nobody else
	 */
	LookupLocks(Duration patience) {
		this.patience = patience;
	}

	/**
	 * Waits for a lock. It is not reentrant; whoever holds it gives it back, on any
	 * thread.
	 * @throws CannotAcquireLockException if others do not give it back in time
	 */
	void acquire(UpsertLock lock) {
		Entry entry = this.entries.compute(lock, (key, present) -> {
			Entry used = (present != null) ? present : new Entry(new Semaphore(1), 0);
			return new Entry(used.permit(), used.users() + 1);
		});
		boolean acquired = false;
		try {
			acquired = entry.permit().tryAcquire(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			if (!acquired) {
				forget(lock);
			}
		}
		if (!acquired) {
			throw new CannotAcquireLockException("Another transaction found or inserted the row of the same lookup,"
					+ " and has not ended within " + this.patience);
		}
	}

	/** Releases a lock. */
	void release(UpsertLock lock) {
		Entry entry = this.entries.get(lock);
		if (entry != null) {
			entry.permit().release();
			forget(lock);
		}
	}

	/** How many locks are held or waited for. */
	int size() {
		return this.entries.size();
	}

	private void forget(UpsertLock lock) {
		this.entries.computeIfPresent(lock, (key, entry) -> fewer(entry));
	}

	private static @Nullable Entry fewer(Entry entry) {
		return (entry.users() > 1) ? new Entry(entry.permit(), entry.users() - 1) : null;
	}

	/** A permit, and how many hold it or wait for it. */
	private record Entry(Semaphore permit, int users) {

	}

}
