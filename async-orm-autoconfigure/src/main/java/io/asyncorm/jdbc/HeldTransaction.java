package io.asyncorm.jdbc;

import javax.sql.DataSource;

import io.asyncorm.plan.ExecutionObserver;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Measures how long the connection of the calling thread's transaction is held, from when
 * a block or an operation joins it first.
 *
 * @param dataSource where the transaction is
 * @param held measures
 */
record HeldTransaction(DataSource dataSource, HeldTime held) implements TransactionSynchronization {

	/** What measures the transaction; null if its manager knows no synchronizations. */
	static @Nullable HeldTime join(DataSource dataSource, ExecutionObserver observer, @Nullable LockTrails locks) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			return null;
		}
		return Synchronizations
			.findOrRegister(HeldTransaction.class, (found) -> found.dataSource() == dataSource,
					() -> new HeldTransaction(dataSource, new HeldTime(observer, locks)))
			.held();
	}

	@Override
	public void beforeCommit(boolean readOnly) {
		this.held.committing();
	}

	@Override
	public void beforeCompletion() {
		this.held.beginEnd();
	}

	@Override
	public void afterCompletion(int status) {
		this.held.released();
	}

}
