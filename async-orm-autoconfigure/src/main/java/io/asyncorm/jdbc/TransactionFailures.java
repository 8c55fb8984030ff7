package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.TransactionState;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.query.AbortedTransactionException;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * Remembers what failed in the calling thread's transaction, so that the transaction
 * cannot commit as if nothing had happened: its commit throws the first failure instead.
 * A failure is forgotten when the transaction is rolled back to a savepoint that is older
 * than it. Statements that others send, by plain JDBC, are known by what they have done
 * to the connection. Immutable and safe for use by several threads.
 * <p>
 * The connection is deliberately not marked as rollback-only: Spring would then throw an
 * {@code UnexpectedRollbackException} that knows nothing of the cause.
 *
 * @since 0.1.0
 */
public final class TransactionFailures {

	private static final String ABORTED = "A statement of this transaction failed, and its exception went no further."
			+ " The database would answer the commit with a rollback, so that nothing of it is stored. Let the"
			+ " exception leave the transaction, or put what may fail into an atomic block of its own.";

	private final DataSource dataSource;

	private final Dialect dialect;

	private final ErrorTranslation errors;

	private final Key key;

	/**
	 * Creates it.
	 * @param dataSource where the transactions are
	 * @param dialect knows when they are aborted, and what errors mean
	 * @param models name the tables of errors
	 */
	public TransactionFailures(DataSource dataSource, Dialect dialect, ModelRegistry models) {
		this(dataSource, dialect, models, null, null);
	}

	/**
	 * Creates it for one of several data sources.
	 * @param name what errors call the data source; null if there is no other
	 * @param observer may know more of deadlocks; null if nobody does
	 */
	public TransactionFailures(DataSource dataSource, Dialect dialect, ModelRegistry models, @Nullable String name,
			@Nullable ExecutionObserver observer) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		this.dataSource = transactional(dataSource);
		this.dialect = dialect;
		this.errors = new ErrorTranslation(dialect.errors(), new ErrorMessages(dialect.errors(), models, name),
				LockTrails.of(dialect, observer));
		this.key = new Key(this.dataSource);
	}

	/**
	 * Transactions are bound to what such a proxy stands before, as Spring's managers
	 * have it too.
	 */
	private static DataSource transactional(DataSource dataSource) {
		DataSource target = (dataSource instanceof TransactionAwareDataSourceProxy proxy) ? proxy.getTargetDataSource()
				: null;
		return (target != null) ? target : dataSource;
	}

	ErrorTranslation errors() {
		return this.errors;
	}

	/** What transactions are bound to. */
	public DataSource dataSource() {
		return this.dataSource;
	}

	/**
	 * Records that an operation of the calling thread's transaction failed: the database
	 * refused it, what it returned could not be read, or its time was up. Other failures
	 * that never reached the database need no record.
	 * @param failure what the commit is to throw
	 */
	public void note(Throwable failure) {
		Noted noted = watch();
		if (noted == null) {
			markRollbackOnly();
			return;
		}
		noted.add((failure instanceof RuntimeException unchecked) ? unchecked
				: new DataRetrievalFailureException("An operation of the transaction failed with " + failure, failure));
	}

	/**
	 * Watches the calling thread's transaction until its end; null if its manager knows
	 * no synchronizations.
	 */
	@Nullable Noted watch() {
		if (TransactionSynchronizationManager.getResource(this.key) instanceof Noted present) {
			return present;
		}
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			return null;
		}
		Noted noted = new Noted();
		TransactionSynchronizationManager.registerSynchronization(noted);
		TransactionSynchronizationManager.bindResource(this.key, noted);
		return noted;
	}

	/** What is bound to the calling thread for its transaction, which is watched. */
	Map<Object, Object> resources() {
		Map<Object, Object> bound = new HashMap<>();
		for (Object own : List.of(this.dataSource, this.key)) {
			Object resource = TransactionSynchronizationManager.getResource(own);
			if (resource != null) {
				bound.put(own, resource);
			}
		}
		return bound;
	}

	/** Whether an operation has joined the calling thread's transaction. */
	boolean areWatched() {
		return TransactionSynchronizationManager.getResource(this.key) instanceof Noted;
	}

	/** Whether the answer to a commit was lost. */
	boolean isUnanswered(SQLException error) {
		return UnansweredCommit.isLost(error, this.dialect.errors());
	}

	/**
	 * Has a manager of JDBC's tell where the answer to a commit was lost, also of
	 * transactions that are no blocks: those that operations have joined.
	 */
	public void listenTo(PlatformTransactionManager manager) {
		if (manager instanceof DataSourceTransactionManager present) {
			JoinedCommits.listenTo(present, this);
		}
	}

	/**
	 * Returns the first failure in the calling thread's transaction that was not undone
	 * by a savepoint, or null.
	 */
	public @Nullable RuntimeException find() {
		RuntimeException noted = (TransactionSynchronizationManager.getResource(this.key) instanceof Noted present)
				? present.first() : null;
		return (noted == null && isAborted()) ? new AbortedTransactionException(ABORTED) : noted;
	}

	/**
	 * Begins a transaction by Spring's manager, and translates what that throws for an
	 * error of the database, whatever manager it is.
	 * @param name what the transaction is called
	 */
	public TransactionStatus begin(String name, Supplier<TransactionStatus> manager) {
		boolean nested = TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.hasResource(this.dataSource);
		try {
			return manager.get();
		}
		catch (RuntimeException ex) {
			SQLException error = findError(ex);
			if (error == null) {
				throw ex;
			}
			throw nested ? this.errors.translateTransaction(name, error) : this.errors.translateConnecting(name, error);
		}
	}

	/**
	 * Commits a transaction by Spring's manager, and translates what that throws for an
	 * error of the database to what an operation would have thrown. What callbacks throw
	 * stays as it is.
	 * @param name what the transaction is called
	 * @throws io.asyncorm.query.TransactionOutcomeUnknownException if the database's
	 * answer to the commit did not come
	 */
	public void commit(String name, PlatformTransactionManager manager, TransactionStatus status) {
		Noted noted = watch();
		boolean outermost = status.isNewTransaction();
		WatchedCommit commit = WatchedCommit.of(manager, status);
		try {
			manager.commit(status);
		}
		catch (RuntimeException ex) {
			SQLException failure = (commit != null) ? commit.failure() : null;
			SQLException error = (noted != null && noted.failures.contains(ex)) ? null : findError(ex);
			if (failure != null) {
				throw this.errors.translateCommit(name, failure);
			}
			if (error == null) {
				RuntimeException first = (ex instanceof UnexpectedRollbackException && noted != null) ? noted.first()
						: null;
				throw (first != null) ? first : ex;
			}
			throw (outermost && commit == null) ? this.errors.translateCommit(name, error)
					: this.errors.translateTransaction(name, error);
		}
	}

	/** Translates an error of the database to what an operation would have thrown. */
	public DataAccessException translate(String name, SQLException error) {
		return this.errors.translateTransaction(name, error);
	}

	/**
	 * Whether something failed because the transaction collided with another one, so that
	 * it may succeed if all of it is run again. Where it is unknown whether a transaction
	 * was committed, nothing is.
	 */
	public boolean isCollision(Throwable failure) {
		SQLException error = ErrorTranslation.findCause(failure);
		return error != null && switch (this.dialect.errors().kind(error)) {
			case COLLISION, REPLAY_CONFLICT -> true;
			default -> false;
		} && ErrorTranslation.findCause(failure, TransactionOutcomeUnknownException.class) == null;
	}

	private static @Nullable SQLException findError(RuntimeException failure) {
		return (failure instanceof TransactionException || failure instanceof DataAccessException)
				? ErrorTranslation.findCause(failure) : null;
	}

	private boolean isAborted() {
		try {
			return TransactionSynchronizationManager.getResource(this.dataSource) instanceof ConnectionHolder holder
					&& this.dialect.transactionState(holder.getConnection()) == TransactionState.ABORTED;
		}
		catch (SQLException ex) {
			return false; // a connection that is lost cannot commit either
		}
	}

	/**
	 * For transaction managers that know no synchronizations: the cause is lost, the
	 * rollback is not.
	 */
	private void markRollbackOnly() {
		if (TransactionSynchronizationManager.getResource(this.dataSource) instanceof ConnectionHolder holder) {
			holder.setRollbackOnly();
		}
	}

	/**
	 * The failures of one transaction. Suspended and resumed with it; used by its thread
	 * alone.
	 */
	final class Noted implements TransactionSynchronization {

		private final List<RuntimeException> failures = new ArrayList<>();

		private final List<Savepoint> savepoints = new ArrayList<>();

		private @Nullable RuntimeException first() {
			return this.failures.isEmpty() ? null : this.failures.get(0);
		}

		/** What says more of a failure that is noted already takes its place. */
		private void add(RuntimeException failure) {
			int last = this.failures.size() - 1;
			RuntimeException newest = (last >= 0) ? this.failures.get(last) : null;
			if (newest != null && (newest == failure || newest == failure.getCause())) {
				this.failures.set(last, failure);
			}
			else {
				this.failures.add(failure);
			}
		}

		@Override
		public void suspend() {
			TransactionSynchronizationManager.unbindResourceIfPossible(TransactionFailures.this.key);
		}

		@Override
		public void resume() {
			TransactionSynchronizationManager.bindResource(TransactionFailures.this.key, this);
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
			RuntimeException failure = find();
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
			if (find() != null && TransactionSynchronizationManager
				.getResource(TransactionFailures.this.dataSource) instanceof ConnectionHolder holder) {
				holder.setRollbackOnly();
				Connections.rollback(holder.getConnection());
			}
		}

		@Override
		public void afterCompletion(int status) {
			TransactionSynchronizationManager.unbindResourceIfPossible(TransactionFailures.this.key);
		}

	}

	/**
	 * What a transaction's failures are bound by.
	 *
	 * @param dataSource where the transaction is
	 */
	private record Key(DataSource dataSource) {
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
