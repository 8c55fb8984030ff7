package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.ModelRegistry;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * Asks a database what its sessions do, on a connection that is taken for that. Immutable
 * and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class SessionActivity {

	private static final String OPERATION = "locks";

	private final DataSource dataSource;

	private final SqlLog log;

	private final ParameterBinder binder;

	/**
	 * @param dataSource where connections come from
	 * @param dialect what its database speaks
	 * @param models convert values, of which there are none
	 * @param json writes documents, of which there are none
	 */
	public SessionActivity(DataSource dataSource, Dialect dialect, ModelRegistry models, JsonFormat json) {
		this.dataSource = dataSource;
		this.log = new SqlLog(dialect.errors(), null);
		this.binder = new ParameterBinder(dialect, models, json);
	}

	/**
	 * The first column of what a query returns. Blocks.
	 * @param timeout how long the database may take, in whole seconds; to get a
	 * connection may take longer
	 */
	public List<String> lines(String sql, Duration timeout) {
		try (Connection connection = this.dataSource.getConnection()) {
			try {
				return StatementRunner.lines(this.log, OPERATION, connection, sql, (int) timeout.toSeconds(),
						SentValues.of(List.of()), this.binder);
			}
			finally {
				if (!connection.getAutoCommit()) {
					Connections.rollback(connection);
				}
			}
		}
		catch (SQLException ex) {
			throw new DataRetrievalFailureException("The database did not say what its sessions do", ex);
		}
	}

}
