package io.asyncorm.jdbc;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers what failed in the calling thread's transaction, so that the transaction
 * cannot commit as if nothing had happened: its commit throws the first failure instead.
 * A failure is forgotten when the transaction is rolled back to a savepoint that is older
 * than it.
 * <p>
 * The connection is deliberately not marked as rollback-only: Spring would then throw an
 * {@code UnexpectedRollbackException} that knows nothing of the cause.
 *
 * @since 0.1.0
 */
public final class TransactionFailures {

	private TransactionFailures() {
	}

	/**
	 * Records that an operation of the calling thread's transaction failed: the database
	 * refused it, or what it returned could not be read. Failures that never reached the
	 * database need no record.
	 * @param dataSource where the transaction is
	 * @param failure what the commit is to throw
	 */
	public static void note(DataSource dataSource, Throwable failure) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			markRollbackOnly(dataSource);
			return;
		}
		DataSource bound = transactional(dataSource);
		Noted noted = Synchronizations.findOrRegister(Noted.class, (present) -> present.dataSource.equals(bound),
				() -> new Noted(bound));
		noted.add((failure instanceof RuntimeException unchecked) ? unchecked
				: new DataRetrievalFailureException("An operation of the transaction failed with " + failure, failure));
	}

	/**
	 * Returns the first failure that was noted in the calling thread's transaction and
	 * was not undone by a savepoint, or null.
	 * @param dataSource where the transaction is
	 */
	public static @Nullable RuntimeException first(DataSource dataSource) {
		DataSource bound = transactional(dataSource);
		Noted noted = Synchronizations.find(Noted.class, (present) -> present.dataSource.equals(bound));
		return (noted != null) ? noted.first() : null;
	}

	/**
	 * Transactions are bound to what such a proxy stands before, as Spring's managers
	 * have it too.
	 */
	static DataSource transactional(DataSource dataSource) {
		DataSource target = (dataSource instanceof TransactionAwareDataSourceProxy proxy) ? proxy.getTargetDataSource()
				: null;
		return (target != null) ? target : dataSource;
	}

	/**
	 * For transaction managers that know no synchronizations: the cause is lost, the
	 * rollback is not.
	 */
	private static void markRollbackOnly(DataSource dataSource) {
		if (TransactionSynchronizationManager
			.getResource(transactional(dataSource)) instanceof ConnectionHolder holder) {
			holder.setRollbackOnly();
		}
	}

	/**
	 * The failures of one transaction. Suspended and resumed with it, as every
	 * synchronization is; used by its thread alone.
	 */
	private static final class Noted implements TransactionSynchronization {

		private final DataSource dataSource;

		private final List<RuntimeException> failures = new ArrayList<>();

		private final List<Savepoint> savepoints = new ArrayList<>();

		Noted(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		void add(RuntimeException failure) {
			this.failures.add(failure);
		}

		@Nullable RuntimeException first() {
			return this.failures.isEmpty() ? null : this.failures.get(0);
		}

		@Override
		public void savepoint(Object savepoint) {
			this.savepoints.add(new Savepoint(savepoint, this.failures.size()));
		}

		/** An unknown savepoint is older than this object, and so than every failure. */
		@Override
		public void savepointRollback(Object savepoint) {
			int remaining = 0;
			int newest = this.savepoints.size();
			while (newest > 0 && this.savepoints.get(newest - 1).object() != savepoint) {
				newest--;
			}
			if (newest > 0) {
				remaining = this.savepoints.get(newest - 1).failures();
			}
			this.savepoints.subList(newest, this.savepoints.size()).clear();
			this.failures.subList(remaining, this.failures.size()).clear();
		}

		@Override
		public void beforeCommit(boolean readOnly) {
			RuntimeException failure = first();
			if (failure != null) {
				throw failure;
			}
		}

		/**
		 * A failure may be as late as in the callback of another synchronization before
		 * the commit, when nothing that is thrown here stops it any more: then there is
		 * nothing left to commit, and Spring says so.
		 */
		@Override
		public void beforeCompletion() {
			if (first() != null && TransactionSynchronizationManager
				.getResource(this.dataSource) instanceof ConnectionHolder holder) {
				holder.setRollbackOnly();
				Connections.rollback(holder.getConnection());
			}
		}

	}

	/**
	 * A savepoint of the transaction.
	 *
	 * @param object what Spring calls it
	 * @param failures how many failures are older
	 */
	private record Savepoint(Object object, int failures) {
	}

}
