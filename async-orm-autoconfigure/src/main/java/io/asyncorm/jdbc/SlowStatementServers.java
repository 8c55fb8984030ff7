package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import javax.sql.DataSource;

import io.asyncorm.dialect.SqlErrors;
import io.asyncorm.plan.SlowStatement;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * Asks a database about slow statements, on connections that are taken for that.
 * Immutable and safe for use by several threads.
 */
final class SlowStatementServers {

	private static final String OPERATION = "explain";

	private final DataSource dataSource;

	private final SqlErrors errors;

	private final ParameterBinder binder;

	private final SqlLog log;

	SlowStatementServers(DataSource dataSource, SqlErrors errors, ParameterBinder binder) {
		this.dataSource = dataSource;
		this.errors = errors;
		this.binder = binder;
		this.log = new SqlLog(errors, null);
	}

	SlowStatement.Server of(SentStatement statement) {
		// as it was sent: only that has a place for each of the values
		return new AskedServer(statement.text(), statement.values());
	}

	/** Without the driver's exception, which may quote values. */
	private RuntimeException failure(SQLException ex) {
		return new DataRetrievalFailureException("A slow statement could not be explained: SQL state "
				+ ex.getSQLState() + " [" + LogText.line(ErrorMessages.withoutValues(this.errors, ex)) + "]");
	}

	private final class AskedServer implements SlowStatement.Server {

		private final String sql;

		private final SentValues values;

		private AskedServer(String sql, SentValues values) {
			this.sql = sql;
			this.values = values;
		}

		@Override
		public <T> T ask(Duration timeout, Function<SlowStatement.Questions, T> questions) {
			try (Connection connection = SlowStatementServers.this.dataSource.getConnection()) {
				boolean readOnly = connection.isReadOnly();
				boolean autoCommit = connection.getAutoCommit();
				connection.setReadOnly(true);
				connection.setAutoCommit(false);
				try {
					return questions.apply(new AskedConnection(connection, (int) timeout.toSeconds(), this));
				}
				finally {
					Connections.rollback(connection);
					connection.setAutoCommit(autoCommit);
					connection.setReadOnly(readOnly);
				}
			}
			catch (SQLException ex) {
				throw failure(ex);
			}
		}

	}

	private final class AskedConnection implements SlowStatement.Questions {

		private final Connection connection;

		private final int seconds;

		private final AskedServer statement;

		private AskedConnection(Connection connection, int seconds, AskedServer statement) {
			this.connection = connection;
			this.seconds = seconds;
			this.statement = statement;
		}

		@Override
		public void execute(String sql) {
			try {
				StatementRunner.execute(SlowStatementServers.this.log, OPERATION, this.connection, sql);
			}
			catch (SQLException ex) {
				throw failure(ex);
			}
		}

		@Override
		public List<String> lines(String sql) {
			return lines(sql, SentValues.of(List.of()));
		}

		@Override
		public List<String> explain(String words) {
			return lines(words + this.statement.sql, this.statement.values);
		}

		private List<String> lines(String sql, SentValues values) {
			try {
				return StatementRunner.lines(SlowStatementServers.this.log, OPERATION, this.connection, sql,
						this.seconds, values, SlowStatementServers.this.binder);
			}
			catch (SQLException ex) {
				throw failure(ex);
			}
		}

	}

}
