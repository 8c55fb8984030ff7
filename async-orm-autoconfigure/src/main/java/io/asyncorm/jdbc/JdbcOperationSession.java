package io.asyncorm.jdbc;

import java.sql.SQLException;

import javax.sql.DataSource;

import io.asyncorm.query.Operation;
import io.asyncorm.query.OperationSession;

/**
 * A session outside of any transaction.
 */
final class JdbcOperationSession implements OperationSession {

	private final OperationRunner operations;

	private final StatementGate gate = new StatementGate();

	private final SessionConnection connection;

	JdbcOperationSession(DataSource dataSource, OperationRunner operations) {
		this.operations = operations;
		this.connection = new SessionConnection(dataSource, this.gate);
	}

	@Override
	public <R> R execute(Operation<R> operation) {
		this.gate.open();
		boolean doubtful = true;
		try {
			connect(operation);
			R result = this.operations.run(operation, this.connection);
			doubtful = false;
			return result;
		}
		catch (RuntimeException ex) {
			SQLException cause = ErrorTranslation.findCause(ex);
			doubtful = cause != null && this.connection.isBrokenBy(cause);
			throw ex;
		}
		finally {
			// no short cut: the gate has to be closed in any case
			if (this.gate.close() | doubtful) {
				this.connection.markBroken();
			}
			if (this.connection.isBroken()) {
				this.connection.release();
			}
		}
	}

	private void connect(Operation<?> operation) {
		try {
			this.connection.take();
		}
		catch (SQLException ex) {
			throw this.operations.noConnection(operation, ex);
		}
	}

	@Override
	public void cancel() {
		if (!this.gate.cancel()) {
			this.connection.abort();
		}
	}

	@Override
	public void release() {
		this.connection.release();
	}

}
