package io.asyncorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.asyncorm.sql.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * The dialect of PostgreSQL, from which the others inherit.
 *
 * @since 0.1.0
 */
public final class PostgresDialect implements Dialect {

	private static final Capabilities CAPABILITIES = new Capabilities(true, true, true, true, true, true, false);

	private static final boolean DRIVER = ClassUtils.isPresent("org.postgresql.core.BaseConnection",
			PostgresDialect.class.getClassLoader());

	private static final ReplayPositions POSITIONS = new ReplayPositions(
			"SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint",
			"SELECT pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
					+ " ELSE pg_current_wal_insert_lsn() END, '0/0')::bigint");

	private static final NumberedLocks LOCKS = new NumberedLocks.OfTransaction("SELECT pg_advisory_xact_lock(?)");

	private static final SharedSnapshots SNAPSHOTS = new SharedSnapshots(Connection.TRANSACTION_REPEATABLE_READ,
			"SELECT pg_export_snapshot()");

	private static final @Nullable RowCopy ROW_COPY = DRIVER ? new PostgresRowCopy() : null;

	private static final @Nullable PoolerDetection POOLER_DETECTION = DRIVER ? new PostgresPoolerDetection() : null;

	private final SqlErrors errors = DRIVER ? new PostgresErrors() : SqlErrors.POSTGRESQL;

	private final SqlRenderer renderer = new SqlRenderer(new PostgresSpelling(this));

	@Override
	public String name() {
		return "PostgreSQL";
	}

	@Override
	public RenderedSql render(SqlStatement statement) {
		return this.renderer.render(statement);
	}

	@Override
	public SqlErrors errors() {
		return this.errors;
	}

	/**
	 * The driver's statements hear only the first cancel, even if it came before the
	 * server had begun; its connections hear each.
	 */
	@Override
	public void cancel(Statement statement) throws SQLException {
		if (!DRIVER || !PostgresConnections.cancel(statement)) {
			statement.cancel();
		}
	}

	/** Its driver prepares again by itself only outside of transactions. */
	@Override
	public String forgetStatements() {
		return "DEALLOCATE ALL";
	}

	@Override
	public TransactionState transactionState(Connection connection) throws SQLException {
		return DRIVER ? PostgresConnections.transactionState(connection) : TransactionState.UNKNOWN;
	}

	@Override
	public NumberedLocks locks() {
		return LOCKS;
	}

	@Override
	public SharedSnapshots sharedSnapshots() {
		return SNAPSHOTS;
	}

	@Override
	public @Nullable RowCopy rowCopy() {
		return ROW_COPY;
	}

	@Override
	public boolean parsesAlone(Connection connection) throws SQLException {
		return DRIVER && PostgresConnections.parsesAlone(connection);
	}

	@Override
	public @Nullable PoolerDetection poolerDetection() {
		return POOLER_DETECTION;
	}

	@Override
	public Capabilities capabilities() {
		return CAPABILITIES;
	}

	@Override
	public ReplayPositions replayPositions() {
		return POSITIONS;
	}

}
