package io.asyncorm.jdbc;

import java.util.Objects;

import javax.sql.DataSource;

import io.asyncorm.query.OperationRouting;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The routing key that the calling thread's transaction has had from its first operation
 * on: its connection was chosen by it, so that an operation of another key would read and
 * write what belongs to another tenant. Kept with the transaction.
 *
 * @param dataSource where the transaction is
 * @param key the key
 */
record TransactionRoute(DataSource dataSource, @Nullable Object key) implements TransactionSynchronization {

	/**
	 * Refuses an operation whose key is not the transaction's.
	 * @throws IllegalTransactionStateException if it is another
	 */
	static void require(DataSource dataSource, OperationRouting routing) {
		Object key = routing.currentKey();
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			return;
		}
		TransactionRoute route = Synchronizations.findOrRegister(TransactionRoute.class,
				(present) -> present.dataSource.equals(dataSource), () -> new TransactionRoute(dataSource, key));
		if (!Objects.equals(route.key, key)) {
			throw new IllegalTransactionStateException("The routing key of the thread, such as its tenant, has changed"
					+ " within the transaction, whose connection was chosen by another one. Begin a transaction for each"
					+ " key: outside of this one, or with the propagation REQUIRES_NEW");
		}
	}

}
