package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.Dialects;
import io.asyncorm.dialect.EngineDetection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Detects the dialect of the database behind a {@code DataSource}.
 *
 * @since 0.1.0
 */
public final class DataSourceDialects {

	private static final Log logger = LogFactory.getLog(DataSourceDialects.class);

	private DataSourceDialects() {
	}

	/**
	 * Connects once and detects the dialect, and the engine that speaks it.
	 * @throws IllegalStateException if there is no dialect for this database
	 * @throws DatabaseUnreachableException if there is no connection
	 */
	public static Dialect of(DataSource dataSource) {
		try (Connection connection = connect(dataSource)) {
			Dialect dialect = Dialects.of(connection.getMetaData());
			EngineDetection detection = dialect.engineDetection();
			return (detection != null) ? detection.choose(answers(connection, detection, dialect), connection)
					: dialect;
		}
		catch (SQLException ex) {
			throw new DatabaseUnreachableException(PoolFacts.address(dataSource), ex);
		}
	}

	/** An engine that does not answer is taken for the one that it claims to be. */
	private static Map<String, List<String>> answers(Connection connection, EngineDetection detection, Dialect dialect)
			throws SQLException {
		SqlLog log = new SqlLog(dialect.errors(), null);
		Map<String, List<String>> answers = new LinkedHashMap<>();
		for (Map.Entry<String, String> query : detection.queries().entrySet()) {
			try {
				answers.put(query.getKey(), StatementRunner.query(log, "startup", connection, query.getValue(),
						List.of(), (row) -> Objects.requireNonNullElse(row.getString(1), "")));
			}
			catch (SQLException ex) {
				logger.debug("What engine the database is cannot be told by: " + query.getValue(), ex);
			}
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
		}
		return answers;
	}

	/** A pool that cannot start fails with an exception of its own. */
	private static Connection connect(DataSource dataSource) throws SQLException {
		try {
			return dataSource.getConnection();
		}
		catch (RuntimeException ex) {
			throw new DatabaseUnreachableException(PoolFacts.address(dataSource), ex);
		}
	}

}
