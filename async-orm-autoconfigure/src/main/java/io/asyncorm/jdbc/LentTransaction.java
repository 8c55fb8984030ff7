package io.asyncorm.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transaction of a block, for other threads to read in: as Spring knows it, they hold
 * it too. One thread uses it at a time, which sees what the one before has done.
 *
 * @since 0.1.0
 */
public final class LentTransaction {

	private final LentConnection connection;

	private final Map<Object, Object> resources;

	private final List<TransactionSynchronization> synchronizations;

	private final @Nullable String name;

	private final @Nullable Integer isolation;

	private final boolean readOnly;

	/** What other threads have registered, and the block's has not. */
	private final List<TransactionSynchronization> added = new ArrayList<>();

	private LentTransaction(LentConnection connection, Map<Object, Object> resources) {
		this.connection = connection;
		this.resources = resources;
		this.synchronizations = new ArrayList<>(TransactionSynchronizationManager.getSynchronizations());
		this.name = TransactionSynchronizationManager.getCurrentTransactionName();
		this.isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
		this.readOnly = TransactionSynchronizationManager.isCurrentTransactionReadOnly();
	}

	/**
	 * That of the calling thread; null if it did not begin on the connection of a block.
	 * @param failures note what fails in it
	 */
	public static @Nullable LentTransaction ofCaller(TransactionFailures failures) {
		return (failures.watch() != null && TransactionSynchronizationManager
			.getResource(failures.dataSource()) instanceof LentConnection connection)
					? new LentTransaction(connection, failures.resources()) : null;
	}

	/** Has somebody told when the connection is asked for, or gets a savepoint. */
	public void listen(Runnable listener) {
		this.connection.listen(listener);
	}

	/** Does work in the transaction, on the calling thread, which holds none. */
	public void during(Runnable work) {
		TransactionSynchronizationManager.initSynchronization();
		try {
			this.synchronizations.forEach(TransactionSynchronizationManager::registerSynchronization);
			this.resources.forEach(TransactionSynchronizationManager::bindResource);
			TransactionSynchronizationManager.setActualTransactionActive(true);
			TransactionSynchronizationManager.setCurrentTransactionName(this.name);
			TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(this.isolation);
			TransactionSynchronizationManager.setCurrentTransactionReadOnly(this.readOnly);
			work.run();
		}
		finally {
			for (TransactionSynchronization present : TransactionSynchronizationManager.getSynchronizations()) {
				if (!this.synchronizations.contains(present)) {
					this.synchronizations.add(present);
					this.added.add(present);
				}
			}
			this.resources.keySet().forEach(TransactionSynchronizationManager::unbindResourceIfPossible);
			TransactionSynchronizationManager.clear();
		}
	}

	/** The calling thread is the block's, and uses the transaction again. */
	public void takeBack() {
		this.added.forEach(TransactionSynchronizationManager::registerSynchronization);
		this.added.clear();
	}

}
