package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.StoredFields;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.NumberedLocks;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.model.ModelField;
import io.asyncorm.persistence.SqlWork;
import io.asyncorm.persistence.UpsertLock;
import io.asyncorm.plan.TenantChoice;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs transactions under a lock that is held until they have ended, so that the next
 * holder sees what was written under it. Uses the database's own locks where it has them,
 * see {@link NumberedLocks}. Safe for use by several threads.
 */
final class TransactionLocks {

	private static final List<SqlExpression> NUMBER = List.of(new SqlExpression.Parameter(0, SqlType.BIGINT));

	private static final List<SqlExpression> NUMBER_AND_SECONDS = List
		.of(new SqlExpression.Parameter(0, SqlType.BIGINT), new SqlExpression.Parameter(1, SqlType.INTEGER));

	private final Dialect dialect;

	private final NumberedLocks locks;

	private final StatementRunner runner;

	private final SqlLog log;

	private final Duration patience;

	private final LookupLocks ofProcess;

	private final ReferenceLocks references;

	/**
	 * @param patience how long a lock is waited for where the database does not tell of
	 * transactions that wait for each other
	 */
	TransactionLocks(Dialect dialect, StatementRunner runner, SqlLog log, Duration patience) {
		this.dialect = dialect;
		this.locks = dialect.locks();
		this.runner = runner;
		this.log = log;
		this.patience = patience;
		this.ofProcess = new LookupLocks(patience);
		this.references = new ReferenceLocks(patience);
	}

	/** The locks of rows that others come to refer to, or that are deleted. */
	ReferenceLocks references() {
		return this.references;
	}

	/**
	 * Runs something in a transaction, the caller's or one of its own.
	 * @param extraction whose rows it is about
	 */
	<R> R inLock(String operation, UpsertLock lock, Extraction extraction, OperationConnection connection,
			SqlWork<R> work) throws SQLException {
		return switch (this.locks) {
			case NumberedLocks.OfTransaction own -> connection.inTransaction(() -> {
				// a statement of its own: what comes behind it sees what was committed
				// while it waited
				this.runner.query(operation, connection, new RenderedSql(own.acquire(), NUMBER), lock.values(),
						(row) -> true);
				return work.run();
			});
			case NumberedLocks.OfTenant own -> connection.inTransaction(() -> {
				acquireOfTenant(operation, own, lock, extraction, connection);
				return work.run();
			});
			case NumberedLocks.OfTable own -> connection.inTransaction(() -> {
				acquireRow(operation, own, lock, connection);
				return work.run();
			});
			case NumberedLocks.OfSerialization ignored -> serializable(operation, lock, connection, work);
			case NumberedLocks.Refused refused -> throw refuse(operation, refused);
			case NumberedLocks.OfSession own ->
				holding(lock, new SessionLock(own, operation, lock, connection), connection, work);
			case NumberedLocks.OfProcess ignored -> holding(lock, new ProcessLock(lock, connection), connection, work);
		};
	}

	/**
	 * Runs something after others that do the same, where that is no more than kind: what
	 * it does is free of races by itself.
	 */
	<R> R inTurn(String operation, UpsertLock lock, Extraction extraction, OperationConnection connection,
			SqlWork<R> work) throws SQLException {
		return switch (this.locks) {
			case NumberedLocks.Refused ignored -> work.run();
			case NumberedLocks.OfTenant ignored -> work.run();
			case NumberedLocks.OfSerialization ignored -> work.run();
			default -> inLock(operation, lock, extraction, connection, work);
		};
	}

	private static InvalidDataAccessApiUsageException refuse(String operation, NumberedLocks.Refused refused) {
		return new InvalidDataAccessApiUsageException(
				refused.message(operation, "Declare a unique key over exactly what is looked for"));
	}

	/** The driver finds the server by the tenant, as it does for the row. */
	private void acquireOfTenant(String operation, NumberedLocks.OfTenant own, UpsertLock lock, Extraction extraction,
			OperationConnection connection) throws SQLException {
		ModelField tenant = lock.model().tenantField();
		if (tenant == null) {
			throw refuse(operation, own.otherwise());
		}
		if (extraction.choice().kind() == TenantChoice.Kind.UNKNOWN) {
			throw MissingTenantException.of(operation, tenant.name());
		}
		if (!extraction.choice().isOne()) {
			throw new MissingTenantException(operation + " needs a lock on the server of one '" + tenant.name()
					+ "', and Tenant.all(...) stands for all: call it in Tenant.as(id, () -> ...), or declare a unique"
					+ " key over exactly what is looked for");
		}
		RenderedSql acquire = new RenderedSql(
				own.acquire(this.dialect.quote(lock.model().storedTable().name()), this.dialect.quote(tenant.column())),
				List.of(new SqlExpression.Parameter(0, SqlType.BIGINT), StoredFields.written(tenant, 1)));
		Object id = Objects.requireNonNull(extraction.id(tenant));
		List<@Nullable Object> numberAndTenant = List.of(lock.ofTenant(id).number(), id);
		this.runner.query(operation, connection, acquire, numberAndTenant, (row) -> true);
	}

	/** Who finds no row makes one, unless another is just doing that. */
	private void acquireRow(String operation, NumberedLocks.OfTable own, UpsertLock lock,
			OperationConnection connection) throws SQLException {
		List<@Nullable Object> row = List.of(own.row(lock.number()));
		RenderedSql acquire = new RenderedSql(own.acquire(), NUMBER);
		if (this.runner.query(operation, connection, acquire, row, (found) -> true).isEmpty()) {
			this.runner.update(operation, connection, new RenderedSql(own.insert(), NUMBER), row);
			this.runner.query(operation, connection, acquire, row, (found) -> true);
		}
	}

	/** Those of this process wait for each other, so that few are run again. */
	private <R> R serializable(String operation, UpsertLock lock, OperationConnection connection, SqlWork<R> work)
			throws SQLException {
		if (connection.joinsCallerTransaction()) {
			if (!this.locks.holdAt(connection.jdbc().getTransactionIsolation())) {
				throw new InvalidDataAccessApiUsageException(operation + " cannot run in a transaction that is not"
						+ " SERIALIZABLE, because nothing else keeps others from changing the same at once. Call it"
						+ " outside of the transaction, or use SERIALIZABLE");
			}
			return work.run();
		}
		acquireOfProcess(lock, connection);
		try {
			return connection.inSerializable(work);
		}
		finally {
			this.ofProcess.release(lock);
		}
	}

	/** No longer than the operation may take. */
	private void acquireOfProcess(UpsertLock lock, OperationConnection connection) throws SQLException {
		connection.awaiting(() -> {
			this.ofProcess.acquire(lock);
			return lock;
		});
	}

	/** A lock that does not go with the transaction has to be given back behind it. */
	private <R> R holding(UpsertLock lock, Held held, OperationConnection connection, SqlWork<R> work)
			throws SQLException {
		if (connection.joinsCallerTransaction()) {
			acquireUntilCompletion(lock, held);
			return work.run();
		}
		held.acquire();
		try {
			return connection.inTransaction(work);
		}
		finally {
			held.release();
		}
	}

	/** Once, however often the calling thread's transaction asks. */
	private void acquireUntilCompletion(UpsertLock lock, Held held) throws SQLException {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			throw new InvalidDataAccessApiUsageException("An upsert needs a lock until the end of the transaction,"
					+ " which does not tell when that is: use a Spring transaction manager with synchronization,"
					+ " or call it outside of the transaction");
		}
		Map<UpsertLock, Held> present = release().held;
		if (!present.containsKey(lock)) {
			held.acquire();
			present.put(lock, held);
		}
	}

	private Release release() {
		return Synchronizations.findOrRegister(Release.class, (release) -> release.owner == this,
				() -> new Release(this));
	}

	/** A lock that is to be had, or is held. */
	private interface Held {

		void acquire() throws SQLException;

		void release();

	}

	/** A lock of this process. */
	private final class ProcessLock implements Held {

		private final UpsertLock lock;

		private final OperationConnection connection;

		ProcessLock(UpsertLock lock, OperationConnection connection) {
			this.lock = lock;
			this.connection = connection;
		}

		@Override
		public void acquire() throws SQLException {
			acquireOfProcess(this.lock, this.connection);
		}

		@Override
		public void release() {
			TransactionLocks.this.ofProcess.release(this.lock);
		}

	}

	/** A lock of the session that a connection is. */
	private final class SessionLock implements Held {

		private final NumberedLocks.OfSession statements;

		private final String operation;

		private final UpsertLock lock;

		private final OperationConnection connection;

		private @Nullable Connection holder;

		SessionLock(NumberedLocks.OfSession statements, String operation, UpsertLock lock,
				OperationConnection connection) {
			this.statements = statements;
			this.operation = operation;
			this.lock = lock;
			this.connection = connection;
		}

		@Override
		public void acquire() throws SQLException {
			Duration patience = TransactionLocks.this.patience;
			List<Boolean> acquired = TransactionLocks.this.runner.query(this.operation, this.connection,
					new RenderedSql(this.statements.acquire(), NUMBER_AND_SECONDS),
					List.of(this.lock.number(), (int) patience.toSeconds()), (row) -> row.getBoolean(1));
			if (!acquired.contains(true)) {
				throw new CannotAcquireLockException("Another transaction found or inserted the row of the same"
						+ " lookup, and has not ended within " + patience);
			}
			this.holder = this.connection.jdbc();
		}

		/**
		 * Not to be cancelled, and not to fail what is committed: a session that keeps
		 * its lock is ended.
		 */
		@Override
		public void release() {
			Connection session = this.holder;
			if (session != null) {
				try {
					StatementRunner.query(TransactionLocks.this.log, this.operation, session, this.statements.release(),
							List.of(this.lock.number()));
				}
				catch (SQLException ex) {
					Connections.abort(session);
				}
			}
		}

	}

	/** Gives the locks of one transaction back when it has ended. */
	private static final class Release implements TransactionSynchronization {

		private final TransactionLocks owner;

		private final Map<UpsertLock, Held> held = new LinkedHashMap<>();

		Release(TransactionLocks owner) {
			this.owner = owner;
		}

		@Override
		public void afterCompletion(int status) {
			this.held.values().forEach(Held::release);
			this.held.clear();
		}

	}

}
