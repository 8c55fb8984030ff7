package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.asyncorm.persistence.SqlWork;
import io.asyncorm.plan.CallSite;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The connection of the transaction that the calling thread holds. Used by that thread.
 */
final class CallerConnection implements OperationConnection {

	private final DataSource dataSource;

	private final Connection connection;

	private final StatementGate gate;

	private final CallSite caller;

	private final @Nullable HeldTime held;

	private long statements;

	private boolean unanswered;

	private boolean changed;

	CallerConnection(DataSource dataSource, Connection connection, StatementGate gate, CallSite caller,
			@Nullable HeldTime held) {
		this.dataSource = dataSource;
		this.connection = connection;
		this.gate = gate;
		this.caller = caller;
		this.held = held;
	}

	@Override
	public Connection jdbc() {
		return this.connection;
	}

	@Override
	public CallSite caller() {
		return this.caller;
	}

	@Override
	public @Nullable HeldTime held() {
		return this.held;
	}

	@Override
	public boolean joinsCallerTransaction() {
		return true;
	}

	@Override
	public boolean isInTransaction() {
		return true;
	}

	@Override
	public <R extends @Nullable Object> R inTransaction(SqlWork<R> work) throws SQLException {
		return work.run();
	}

	@Override
	public <R extends @Nullable Object> R inSerializable(SqlWork<R> work) throws SQLException {
		return work.run();
	}

	/** Those who end the transaction hear of what failed. */
	@Override
	public <R extends @Nullable Object> R writing(SqlWork<R> work) throws SQLException {
		long before = this.statements;
		boolean settled = false;
		try {
			R result = work.run();
			settled = true;
			return result;
		}
		catch (EmptyResultDataAccessException ex) {
			settled = true; // that there was no row is the answer
			throw ex;
		}
		finally {
			this.changed |= !settled && this.statements > before;
		}
	}

	/**
	 * No statement begins when the transaction's time is up; what takes longer is
	 * cancelled by whoever knows how long that was.
	 */
	@Override
	public <R extends @Nullable Object> R executing(Statement statement, SqlWork<R> execution) throws SQLException {
		if (TransactionSynchronizationManager.getResource(this.dataSource) instanceof ConnectionHolder holder
				&& holder.hasTimeout()) {
			holder.getTimeToLiveInMillis(); // throws, and has the transaction rolled back
		}
		this.statements++;
		this.unanswered = true;
		return this.gate.execute(statement, false, execution);
	}

	@Override
	public <R> R committing(SelfCommitting statement, SqlWork<R> work) {
		throw new IllegalStateException("The caller's transaction is open");
	}

	@Override
	public <R> R awaiting(SqlWork<R> wait) throws SQLException {
		return this.gate.await(wait);
	}

	@Override
	public void answered(long changed) {
		this.unanswered = false;
		this.changed |= changed > 0;
	}

	@Override
	public boolean whenEnded(Runnable action) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			return false;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				action.run();
			}

		});
		return true;
	}

	/**
	 * Whether the transaction must not commit if the operation fails now: in the middle
	 * of a statement, whose rows were to be read, or after it has changed some.
	 */
	boolean isUnsettled() {
		return this.unanswered || this.changed;
	}

}
