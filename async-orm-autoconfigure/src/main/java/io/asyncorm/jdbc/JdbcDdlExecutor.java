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
import io.asyncorm.dialect.NumberedLocks;
import io.asyncorm.schema.DdlExecutor;
import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Executes DDL statements on a {@code DataSource}. Where the database can roll back DDL,
 * all statements take effect or none, and only one process executes them at a time. Safe
 * for use by several threads.
 *
 * @since 0.1.0
 */
public final class JdbcDdlExecutor implements DdlExecutor {

	/**
	 * Any number will do, if it is always the same: it is the word "asyncorm" in bytes.
	 */
	private static final long LOCK = 0x6173796e636f726dL;

	/** Long enough for another process to create all its tables. */
	private static final int PATIENCE_SECONDS = 60;

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
		this.log = new SqlLog(dialect.errors(), slow);
	}

	@Override
	public void execute(Function<Set<TableName>, List<String>> plan) {
		String current = "connecting";
		try (Connection connection = this.dataSource.getConnection()) {
			boolean autoCommit = connection.getAutoCommit();
			TransactionModes modes = new TransactionModes(this.dialect.transactionSettings(), this.log);
			try {
				// or it would not see the tables that others made while it waited
				modes.beginReadCommitted(connection);
				acquire(connection);
				Set<TableName> present = tables(connection);
				for (String ddl : lockTable(present)) {
					current = ddl;
					execute(connection, ddl);
				}
				for (String ddl : plan.apply(present)) {
					current = ddl;
					execute(connection, ddl);
				}
				connection.commit();
				release(connection);
			}
			catch (SQLException | RuntimeException ex) {
				undo(connection, autoCommit, modes, ex);
				throw ex;
			}
			restore(connection, autoCommit, modes);
		}
		catch (SQLException ex) {
			throw ErrorTranslation.translateDdl(this.dialect.errors(), current, ex);
		}
	}

	private void acquire(Connection connection) throws SQLException {
		switch (this.dialect.schemaLocks()) {
			case NumberedLocks.OfTransaction own -> query(connection, own.acquire(), List.of(LOCK));
			case NumberedLocks.OfSession own -> {
				if (!"1".equals(query(connection, own.acquire(), List.of(LOCK, PATIENCE_SECONDS)))) {
					throw new SQLException(
							"another process has been making tables for " + PATIENCE_SECONDS + " seconds");
				}
			}
			case NumberedLocks.OfProcess ignored -> {
			}
			case NumberedLocks.OfTenant ignored -> {
			}
			case NumberedLocks.OfTable ignored -> {
			}
			case NumberedLocks.OfSerialization ignored -> {
			}
			case NumberedLocks.Refused ignored -> {
			}
		}
	}

	/** What makes the table of locks, if one is needed and there is none. */
	private List<String> lockTable(Set<TableName> present) {
		return (this.dialect.locks() instanceof NumberedLocks.OfTable own
				&& !present.contains(TableName.of(own.table()))) ? own.create() : List.of();
	}

	private void release(Connection connection) throws SQLException {
		if (this.dialect.schemaLocks() instanceof NumberedLocks.OfSession own) {
			query(connection, own.release(), List.of(LOCK));
		}
	}

	private @Nullable String query(Connection connection, String sql, List<?> values) throws SQLException {
		return StatementRunner.query(this.log, "schema", connection, sql, values);
	}

	private void execute(Connection connection, String sql) throws SQLException {
		StatementRunner.execute(this.log, "schema", connection, sql);
	}

	/** What fails here too must not hide what failed before. */
	private void undo(Connection connection, boolean autoCommit, TransactionModes modes, Exception failure) {
		try {
			connection.rollback();
			release(connection);
			restore(connection, autoCommit, modes);
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	private static void restore(Connection connection, boolean autoCommit, TransactionModes modes) throws SQLException {
		connection.setAutoCommit(autoCommit);
		modes.restore(connection);
	}

	/**
	 * Those of the schemas in which statements find tables are found without them;
	 * MariaDB calls its schemas catalogs. PostgreSQL lists some of its own relations with
	 * no type.
	 */
	private Set<TableName> tables(Connection connection) throws SQLException {
		Set<TableName> names = new LinkedHashSet<>();
		boolean schemas = connection.getMetaData().supportsSchemasInTableDefinitions();
		Set<String> found = searchPath(connection);
		String catalog = schemas ? connection.getCatalog() : null;
		try (ResultSet rows = connection.getMetaData().getTables(catalog, null, "%", null)) {
			while (rows.next()) {
				String type = rows.getString("TABLE_TYPE");
				String schema = rows.getString(schemas ? "TABLE_SCHEM" : "TABLE_CAT");
				String name = rows.getString("TABLE_NAME");
				if (type != null && (type.contains("TABLE") || type.contains("VIEW"))) {
					names.add(new TableName((schema != null) ? schema : "", name));
					if (schema != null && found.contains(schema)) {
						names.add(TableName.of(name));
					}
				}
			}
		}
		return names;
	}

	private Set<String> searchPath(Connection connection) throws SQLException {
		return Set.copyOf(StatementRunner.query(this.log, "schema", connection,
				this.dialect.catalog().tables().searchPath(), List.of(), (row) -> row.getString(1)));
	}

}
