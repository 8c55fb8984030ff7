package io.asyncorm.jdbc;

import java.sql.Connection;

import javax.sql.DataSource;

import io.asyncorm.query.Operation;
import io.asyncorm.query.OperationSession;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * A session in the transaction that the calling thread holds.
 */
final class CallerSession implements OperationSession {

	private final DataSource dataSource;

	private final OperationRunner operations;

	private final StatementGate gate = new StatementGate();

	private volatile @Nullable Connection connection;

	CallerSession(DataSource dataSource, OperationRunner operations) {
		this.dataSource = dataSource;
		this.operations = operations;
	}

	@Override
	public <R> R execute(Operation<R> operation) {
		Connection joined = DataSourceUtils.getConnection(this.dataSource);
		this.connection = joined;
		this.gate.open();
		try {
			return this.operations.run(operation, new CallerConnection(this.dataSource, joined, this.gate));
		}
		catch (RuntimeException ex) {
			if (ErrorTranslation.findCause(ex) != null) {
				TransactionFailures.note(this.dataSource, ex);
			}
			throw ex;
		}
		finally {
			this.gate.close();
			this.connection = null;
			DataSourceUtils.releaseConnection(joined, this.dataSource);
		}
	}

	/**
	 * Where the server does not hear of it, the transaction is lost with its connection.
	 */
	@Override
	public void cancel() {
		Connection joined = this.connection;
		if (!this.gate.cancel() && joined != null) {
			Connections.abort(joined);
		}
	}

	/** The connection is the transaction's. */
	@Override
	public void release() {
	}

}
