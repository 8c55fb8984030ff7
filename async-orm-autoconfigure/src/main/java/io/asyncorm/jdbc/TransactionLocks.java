package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

import io.asyncorm.persistence.SqlWork;
import io.asyncorm.persistence.UpsertLock;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Holds {@link LookupLocks} until a transaction has ended, so that whoever gets one next
 * sees what was written under it. Safe for use by several threads.
 */
final class TransactionLocks {

	private final LookupLocks locks;

	TransactionLocks(LookupLocks locks) {
		this.locks = locks;
	}

	/** Runs a transaction while its lock is held. */
	<R> R holding(UpsertLock lock, SqlWork<R> transaction) throws SQLException {
		this.locks.acquire(lock);
		try {
			return transaction.run();
		}
		finally {
			this.locks.release(lock);
		}
	}

	/**
	 * Takes a lock that the calling thread's transaction keeps; once, however often it
	 * asks.
	 */
	void acquireUntilCompletion(UpsertLock lock) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			throw new InvalidDataAccessApiUsageException(
					"No unique key covers the lookup, and this transaction does not"
							+ " tell when it ends, so that no lock can be held until then: use a Spring transaction manager"
							+ " with synchronization, or declare a unique key over exactly the fields of the lookup");
		}
		Set<UpsertLock> held = held().held;
		if (!held.contains(lock)) {
			this.locks.acquire(lock);
			held.add(lock);
		}
	}

	private Held held() {
		for (TransactionSynchronization synchronization : TransactionSynchronizationManager.getSynchronizations()) {
			if (synchronization instanceof Held held && held.belongsTo(this.locks)) {
				return held;
			}
		}
		Held held = new Held(this.locks);
		TransactionSynchronizationManager.registerSynchronization(held);
		return held;
	}

	/** The locks of one transaction. */
	private static final class Held implements TransactionSynchronization {

		private final LookupLocks locks;

		private final Set<UpsertLock> held = new LinkedHashSet<>();

		Held(LookupLocks locks) {
			this.locks = locks;
		}

		boolean belongsTo(LookupLocks locks) {
			return this.locks == locks;
		}

		@Override
		public void afterCompletion(int status) {
			this.held.forEach(this.locks::release);
			this.held.clear();
		}

	}

}
