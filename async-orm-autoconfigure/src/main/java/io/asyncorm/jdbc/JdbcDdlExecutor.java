package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.schema.DdlExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Changes the schema behind a {@code DataSource}. Where the database can undo such
 * changes, all of them are made or none, and only one process makes them at a time. Safe
 * for use by several threads.
 *
 * @since 0.1.0
 */
public final class JdbcDdlExecutor implements DdlExecutor {

	/**
	 * Any number will do, if it is always the same: it is the word "asyncorm" in bytes.
	 */
	private static final String LOCK = "SELECT pg_advisory_xact_lock(" + 0x6173796e636f726dL + ")";

	private final DataSource dataSource;

	private final Dialect dialect;

	private final SqlLog log;

	public JdbcDdlExecutor(DataSource dataSource, Dialect dialect) {
		this(dataSource, dialect, null);
	}

	/**
	 * Creates an executor that warns of slow statements.
	 * @param slow from when on a statement is slow; null if none is
	 */
	public JdbcDdlExecutor(DataSource dataSource, Dialect dialect, @Nullable Duration slow) {
		this.dataSource = dataSource;
		this.dialect = dialect;
		this.log = new SqlLog(slow);
	}

	@Override
	public void execute(Function<Set<String>, List<String>> plan) {
		String current = "connecting";
		try (Connection connection = this.dataSource.getConnection()) {
			boolean autoCommit = connection.getAutoCommit();
			connection.setAutoCommit(false);
			try {
				if (this.dialect.capabilities().advisoryLocks()) {
					execute(connection, LOCK);
				}
				for (String ddl : plan.apply(tables(connection))) {
					current = ddl;
					execute(connection, ddl);
				}
				connection.commit();
			}
			catch (SQLException | RuntimeException ex) {
				undo(connection, autoCommit, ex);
				throw ex;
			}
			connection.setAutoCommit(autoCommit);
		}
		catch (SQLException ex) {
			throw ErrorTranslation.translateDdl(current, ex);
		}
	}

	private void execute(Connection connection, String sql) throws SQLException {
		StatementRunner.execute(this.log, "schema", connection, sql);
	}

	/** What fails here too must not hide what failed before. */
	private static void undo(Connection connection, boolean autoCommit, Exception failure) {
		try {
			connection.rollback();
			connection.setAutoCommit(autoCommit);
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Of the current schema alone: those of the same name elsewhere are others.
	 * PostgreSQL lists some of its own relations with no type.
	 */
	private static Set<String> tables(Connection connection) throws SQLException {
		Set<String> names = new LinkedHashSet<>();
		String schema = connection.getSchema();
		try (ResultSet rows = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
			while (rows.next()) {
				String type = rows.getString("TABLE_TYPE");
				boolean table = type != null && (type.contains("TABLE") || type.contains("VIEW"));
				if (table && rows.getString("TABLE_SCHEM").equals(schema)) {
					names.add(rows.getString("TABLE_NAME"));
				}
			}
		}
		return names;
	}

}
