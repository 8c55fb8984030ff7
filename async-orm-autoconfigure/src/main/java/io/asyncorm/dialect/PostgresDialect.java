package io.asyncorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * The dialect of PostgreSQL, from which the others inherit.
 *
 * @since 0.1.0
 */
public final class PostgresDialect implements Dialect {

	private static final boolean DRIVER = ClassUtils.isPresent("org.postgresql.core.BaseConnection",
			PostgresDialect.class.getClassLoader());

	private static final ReplayPositions POSITIONS = new ReplayPositions(
			"SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint",
			"SELECT pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
					+ " ELSE pg_current_wal_insert_lsn() END, '0/0')::bigint");

	private static final SharedSnapshots SNAPSHOTS = new SharedSnapshots(Connection.TRANSACTION_REPEATABLE_READ,
			"extract(epoch FROM pg_postmaster_start_time())::text",
			"CASE WHEN current_setting('transaction_isolation') IN ('repeatable read', 'serializable')"
					+ " THEN pg_export_snapshot() END");

	private static final @Nullable RowCopy ROW_COPY = DRIVER ? new PostgresRowCopy() : null;

	private static final @Nullable PoolerDetection POOLER_DETECTION = DRIVER ? new PostgresPoolerDetection() : null;

	private static final @Nullable SessionLocks SESSION_LOCKS = DRIVER ? new PostgresSessionLocks() : null;

	private final SqlErrors errors = DRIVER ? new PostgresErrors() : SqlErrors.POSTGRESQL;

	private final SqlRenderer renderer = new SqlRenderer(new PostgresSpelling(this));

	private final PostgresEngine engine;

	private final Capabilities capabilities;

	private final NumberedLocks locks;

	/** PostgreSQL itself, of which nothing was found out. */
	public PostgresDialect() {
		this(PostgresEngine.POSTGRESQL);
	}

	/** What an engine speaks that can do this. */
	PostgresDialect(PostgresEngine engine) {
		this.engine = engine;
		this.locks = engine.locks();
		this.capabilities = new Capabilities(engine.upsert(), true, engine.deferrableConstraints(), true, true,
				!bindsLists(), false);
	}

	private boolean bindsLists() {
		return this.engine.arrays() == ArrayBinding.LISTS;
	}

	@Override
	public String name() {
		return "PostgreSQL";
	}

	@Override
	public EngineFacts facts() {
		return this.engine.facts();
	}

	@Override
	public TableSpelling tables() {
		return this.engine.tables();
	}

	@Override
	public EngineDetection engineDetection() {
		return new PostgresDetection();
	}

	@Override
	public Dialect with(EngineSettings known) {
		return new PostgresDialect(this.engine.with(known));
	}

	@Override
	public boolean largeUpdates() {
		return this.engine.largeUpdate();
	}

	@Override
	public boolean severalCursors() {
		return this.engine.openCursors() == OpenCursors.SEVERAL;
	}

	/** RETURNING promises no order. */
	@Override
	public boolean returnsInOrder() {
		return false;
	}

	@Override
	public ArrayForm arrayForm(SqlType elementType) {
		return bindsLists() ? new ArrayForm.SingleValues() : Dialect.super.arrayForm(elementType);
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
	public Object ofOwnType(String type, String text) {
		return DRIVER ? PostgresValues.of(type, text) : text;
	}

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
	public String readOnlyQuery() {
		return "SELECT CASE WHEN current_setting('transaction_read_only') = 'on' THEN COALESCE((SELECT"
				+ " floor(extract(epoch FROM clock_timestamp() - backend_start) * 1000)::bigint FROM pg_stat_activity"
				+ " WHERE pid = pg_backend_pid()), 9000000000000) END";
	}

	@Override
	public Connection driverConnection(Connection connection) throws SQLException {
		return DRIVER ? PostgresConnections.driverConnection(connection) : connection;
	}

	@Override
	public NumberedLocks locks() {
		return this.locks;
	}

	@Override
	public NumberedLocks schemaLocks() {
		return this.engine.schemaLocks();
	}

	@Override
	public SharedSnapshots sharedSnapshots() {
		return this.engine.sharesSnapshots() ? SNAPSHOTS : SharedSnapshots.NONE;
	}

	@Override
	public @Nullable RowCopy rowCopy() {
		return bindsLists() ? null : ROW_COPY;
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
	public @Nullable SessionLocks sessionLocks() {
		return SESSION_LOCKS;
	}

	@Override
	public Capabilities capabilities() {
		return this.capabilities;
	}

	@Override
	public ReplayPositions replayPositions() {
		return POSITIONS;
	}

}
