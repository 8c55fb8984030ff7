package io.asyncorm.jdbc;

import java.sql.Connection;

import javax.sql.DataSource;

import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.query.Operation;
import io.asyncorm.query.OperationExecutor;
import io.asyncorm.query.OperationSession;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * Runs operations on the connections of a {@code DataSource}. Safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class JdbcOperationExecutor implements OperationExecutor {

	private final DataSource dataSource;

	private final OperationRunner operations;

	public JdbcOperationExecutor(DataSource dataSource, Dialect dialect, ModelRegistry models, QueryCompiler compiler,
			RelationFactory relations, JsonFormat json) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		this.dataSource = transactional(dataSource);
		this.operations = new OperationRunner(dialect, models, compiler, relations, json);
	}

	/** Transactions are bound to what such a proxy stands before, as Spring's managers have it too. */
	private static DataSource transactional(DataSource dataSource) {
		DataSource target = (dataSource instanceof TransactionAwareDataSourceProxy proxy)
				? proxy.getTargetDataSource() : null;
		return (target != null) ? target : dataSource;
	}

	@Override
	public boolean joinsCallerTransaction() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.getResource(this.dataSource) instanceof ConnectionHolder;
	}

	@Override
	public <R> R executeInCallerTransaction(Operation<R> operation) {
		Connection connection = DataSourceUtils.getConnection(this.dataSource);
		try {
			return this.operations.run(operation, new CallerConnection(this.dataSource, connection));
		}
		catch (RuntimeException ex) {
			if (ErrorTranslation.findCause(ex) != null) {
				TransactionFailures.note(this.dataSource, ex);
			}
			throw ex;
		}
		finally {
			DataSourceUtils.releaseConnection(connection, this.dataSource);
		}
	}

	@Override
	public OperationSession openSession() {
		return new JdbcOperationSession(this.dataSource, this.operations);
	}

}
