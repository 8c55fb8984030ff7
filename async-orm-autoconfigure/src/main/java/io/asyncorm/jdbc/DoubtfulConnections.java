package io.asyncorm.jdbc;

import java.sql.Connection;

import javax.sql.DataSource;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes connections out of their pool that others must not get: a cancel may still be
 * under way, which would meet a statement of theirs, or the server takes no writes.
 */
final class DoubtfulConnections {

	private DoubtfulConnections() {
	}

	/**
	 * Evicts the connection of the calling thread's transaction when that has ended, and
	 * before it is given back; at once, where nobody tells of the end.
	 */
	static void evictAfterTransaction(DataSource dataSource, Connection connection) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			Connections.evict(dataSource, connection);
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				Connections.evict(dataSource, connection);
			}

		});
	}

}
