package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.asyncorm.dialect.TransactionState;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Effects;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationCursor;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.plan.RunningOperation;
import io.asyncorm.query.ReadOnlyTransactionException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs operations in the transaction that the calling thread holds. Used by that thread.
 */
final class CallerSession implements OperationSession {

	private final DataSource dataSource;

	private final TransactionFailures failures;

	private final OperationRunner operations;

	private final FormerPrimary former;

	private final StatementGate gate;

	private volatile @Nullable Connection connection;

	CallerSession(DataSource dataSource, TransactionFailures failures, OperationRunner operations,
			FormerPrimary former) {
		this.dataSource = dataSource;
		this.failures = failures;
		this.operations = operations;
		this.former = former;
		this.gate = new StatementGate(operations.dialect());
	}

	@Override
	public <R> R execute(Operation<R> operation, CallSite caller) {
		if (TransactionSynchronizationManager.isCurrentTransactionReadOnly() && Effects.writes(operation)) {
			throw new ReadOnlyTransactionException(
					operation.name() + ": the transaction is read-only: write in one that"
							+ " is not (atomic(...) without readOnly(), @Transactional without readOnly)");
		}
		return run(caller, (connection) -> this.operations.run(operation, connection));
	}

	@Override
	public <R> OperationCursor<R> open(Operation.Rows<R> operation, int chunkSize, CallSite caller) {
		return new CallerCursor<>(operation, chunkSize, caller);
	}

	private <R extends @Nullable Object> R run(CallSite caller, Function<OperationConnection, R> work) {
		this.failures.watch();
		Connection joined = DataSourceUtils.getConnection(this.dataSource);
		this.connection = joined;
		this.gate.open();
		try {
			return run(joined, caller, work);
		}
		finally {
			if (this.gate.close()) {
				DoubtfulConnections.evictAfterTransaction(LentConnection.origin(this.dataSource), joined);
			}
			this.connection = null;
			DataSourceUtils.releaseConnection(joined, this.dataSource);
		}
	}

	/**
	 * Where a transaction begins with a statement that is stale, it can begin again,
	 * unless its pool has closed the connection, as HikariCP does if a table was altered.
	 */
	private <R extends @Nullable Object> R run(Connection joined, CallSite caller,
			Function<OperationConnection, R> work) {
		boolean first = isFirst(joined);
		CallerConnection connection = new CallerConnection(this.dataSource, joined, this.gate, caller,
				this.operations.log().holding(this.dataSource));
		try {
			return work.apply(connection);
		}
		catch (Throwable ex) {
			if (first && ex instanceof RuntimeException failure && this.operations.isStale(failure) && begins(joined)) {
				return run(joined, caller, work);
			}
			if (connection.isUnsettled() || ErrorTranslation.findCause(ex) != null
					|| ex instanceof RefusedObjectException || ex instanceof OptimisticLockingFailureException) {
				this.failures.note(ex);
			}
			if (isReadOnlyServer(ex) && !Connections.isReadOnly(joined) && this.former.found()) {
				DoubtfulConnections.evictAfterTransaction(LentConnection.origin(this.dataSource), joined);
			}
			throw ex;
		}
	}

	/**
	 * It takes no writes, though the transaction is not read-only, as a former primary.
	 */
	private boolean isReadOnlyServer(Throwable failure) {
		return failure instanceof ReadOnlyTransactionException
				&& !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
	}

	private boolean isFirst(Connection joined) {
		try {
			return this.operations.dialect().transactionState(joined) == TransactionState.NOT_BEGUN;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/** Begins the transaction again, without the statements that were prepared. */
	private boolean begins(Connection joined) {
		try {
			joined.rollback();
			return this.operations.forgetStatements(joined);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/**
	 * Where the server does not hear of it, the transaction is lost with its connection.
	 */
	@Override
	public RunningOperation running() {
		return GatedOperation.of(this.gate, () -> this.connection);
	}

	@Override
	public long nanosLeft() {
		Date end = (TransactionSynchronizationManager.getResource(this.dataSource) instanceof ConnectionHolder holder)
				? holder.getDeadline() : null;
		return (end != null) ? TimeUnit.MILLISECONDS.toNanos(end.getTime() - System.currentTimeMillis())
				: Long.MAX_VALUE;
	}

	@Override
	public void timedOut(RuntimeException failure) {
		this.failures.note(failure);
	}

	/** What ends the transaction is not joined: it gives the connection back itself. */
	@Override
	public <T> T guard(Supplier<T> work) {
		Object bound = TransactionSynchronizationManager.getResource(this.dataSource);
		Connection used = (bound instanceof ConnectionHolder holder) ? holder.getConnection() : null;
		this.connection = used;
		this.gate.open();
		try {
			return work.get();
		}
		finally {
			if (this.gate.close() && used != null) {
				Connections.evict(LentConnection.origin(bound, this.dataSource), used);
			}
			this.connection = null;
		}
	}

	/** The connection belongs to the transaction. */
	@Override
	public void release() {
	}

	/**
	 * Reads in the caller's transaction, which ends it too: its connection closes what is
	 * still open.
	 */
	private final class CallerCursor<R> implements OperationCursor<R> {

		private final Operation.Rows<R> operation;

		private final int chunkSize;

		private final CallSite caller;

		/** Stands for the transaction, in its thread. */
		private final @Nullable Object transaction = transaction();

		private @Nullable OpenRows<R> rows;

		private boolean ended;

		CallerCursor(Operation.Rows<R> operation, int chunkSize, CallSite caller) {
			this.operation = operation;
			this.chunkSize = chunkSize;
			this.caller = caller;
		}

		@Override
		public @Nullable R next() {
			OperationRunner operations = CallerSession.this.operations;
			if (this.ended || operations.isEmpty(this.operation)) {
				return null;
			}
			return run(this.caller, (connection) -> operations.translating(this.operation, () -> read(connection)));
		}

		private @Nullable R read(OperationConnection connection) throws SQLException {
			if (this.rows == null) {
				this.rows = CallerSession.this.operations.open(this.operation, connection, this.chunkSize);
			}
			return this.rows.next(connection);
		}

		@Override
		public boolean isOpen() {
			return !this.ended && this.transaction != null && this.transaction == transaction();
		}

		@Override
		public void close() {
			if (this.rows != null) {
				if (isOpen()) {
					this.rows.close();
				}
				else {
					this.rows.end();
				}
			}
			this.ended = true;
		}

		private @Nullable Object transaction() {
			return TransactionSynchronizationManager.getResource(CallerSession.this.dataSource);
		}

	}

}
