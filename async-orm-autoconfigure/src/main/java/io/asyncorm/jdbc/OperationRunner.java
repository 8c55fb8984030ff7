package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.asyncorm.compiler.AggregateQuery;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.Parameterized;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.mapping.ReadRow;
import io.asyncorm.mapping.RowScan;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.persistence.DeletionRules;
import io.asyncorm.persistence.RelatedExecutor;
import io.asyncorm.persistence.RowFailure;
import io.asyncorm.persistence.SqlWork;
import io.asyncorm.persistence.WriteExecutor;
import io.asyncorm.persistence.WriteSession;
import io.asyncorm.plan.CurrentTenant;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.ReadExecutor;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.query.IncompleteWriteException;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.tagging.StatementTags;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Executes an operation on a connection: compiles its statements, runs them and assembles
 * the result. Safe for use by several threads.
 */
final class OperationRunner {

	/** Long enough for any transaction that is not stuck behind this one. */
	private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

	/** A database tells its plan line by line, or as one document. */
	private static final SqlRows<String> PLAN = new SqlRows.Scalars<String, String>(String.class,
			(lines) -> String.join("\n", lines));

	private final Dialect dialect;

	private final SqlLog log;

	private final ReadStatements reads;

	private final StatementRunner runner;

	private final WriteExecutor writes;

	private final RelatedExecutor related;

	private final WriteStatements writeStatements;

	private final TransactionLocks locks;

	private final SqlResult sqlResult;

	private final WritingSql writingSql = new WritingSql();

	private final ErrorTranslation errors;

	private final TenantStatements tenants;

	private final SqlFrames frames;

	private final ShownStatements shown;

	/**
	 * @param current tells which tenant is current
	 */
	OperationRunner(Dialect dialect, ModelRegistry models, QueryCompiler compiler, RelationFactory relations,
			JsonFormat json, SqlLog log, StatementTags tags, ErrorTranslation errors, CurrentTenant current) {
		this.tenants = new TenantStatements(dialect, models, current);
		this.dialect = dialect;
		this.log = log;
		this.reads = new ReadStatements(compiler, dialect, relations, json, this.tenants::extraction);
		this.runner = new StatementRunner(new ParameterBinder(dialect, models, json), log, tags);
		this.frames = new SqlFrames(dialect, this.runner);
		this.shown = new ShownStatements(dialect,
				new ReadStatements(compiler, dialect, relations, json, this.tenants::shown), this.tenants, this.runner,
				this.frames, new WriteStatements(compiler, dialect, relations, json, this.tenants::shown),
				new WriteExecutor(new DeletionRules(models)));
		this.locks = new TransactionLocks(dialect, this.runner, log, LOCK_PATIENCE);
		this.writes = new WriteExecutor(new DeletionRules(models));
		this.related = new RelatedExecutor(this.writes);
		this.writeStatements = new WriteStatements(compiler, dialect, relations, json, this.tenants::extraction);
		this.sqlResult = new SqlResult(models, relations, json, dialect::storedType);
		this.errors = errors;
	}

	Dialect dialect() {
		return this.dialect;
	}

	SqlLog log() {
		return this.log;
	}

	<R> R run(Operation<R> operation, OperationConnection connection) {
		return translating(operation, () -> execute(operation, connection));
	}

	/** Runs a part of an operation, and translates its errors. */
	<R extends @Nullable Object> R translating(Operation<?> operation, SqlWork<R> work) {
		try {
			return work.run();
		}
		catch (RowFailure ex) {
			throw this.errors.translateRow(operation, ex);
		}
		catch (SQLException ex) {
			throw this.errors.translate(operation, ex);
		}
		catch (DataRetrievalFailureException ex) {
			throw this.errors.translateReading(operation, ex);
		}
	}

	/**
	 * Whether an operation failed by a statement that only has to be prepared again, and
	 * has changed nothing yet.
	 */
	boolean isStale(RuntimeException failure) {
		if (failure instanceof IncompleteWriteException) {
			return false;
		}
		SQLException cause = ErrorTranslation.findCause(failure);
		return cause != null && this.dialect.errors().kind(cause) == ErrorKind.STALE_STATEMENT;
	}

	/**
	 * How often an operation is repeated that in a transaction of its own has failed by a
	 * deadlock, or could not be serialized, and so was undone as a whole; once if it was
	 * in a standby's way. Not what commits by the way, or has told the code of users what
	 * it did.
	 * @param most how often at most
	 */
	int repetitions(Operation<?> operation, RuntimeException failure, int most) {
		SQLException cause = ErrorTranslation.findCause(failure);
		if (cause == null || operation.hasListener() || failure instanceof IncompleteWriteException
				|| failure instanceof RefusedRowException
				|| operation instanceof Operation.Sql<?> written && this.writingSql.calls(written.sql())) {
			return 0;
		}
		return switch (this.dialect.errors().kind(cause)) {
			case COLLISION -> most;
			case REPLAY_CONFLICT -> 1;
			default -> 0;
		};
	}

	/** Makes a session forget its prepared statements; returns whether it did. */
	boolean forgetStatements(Connection connection) {
		String sql = this.dialect.forgetStatements();
		try {
			if (sql != null) {
				StatementRunner.execute(this.log, "session", connection, sql);
			}
			return sql != null;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/** Runs an operation, whose errors are not translated yet. */
	@SuppressWarnings("unchecked") // the case says what its operation gives
	<R> R execute(Operation<R> operation, OperationConnection connection) throws SQLException {
		return switch (operation) {
			case Operation.Read<?, R> read -> read(read, connection);
			case Operation.Complete<?> complete -> (R) complete(complete, connection);
			case Operation.Count count -> (R) count(count, connection);
			case Operation.Exists exists -> (R) exists(exists, connection);
			case Operation.Aggregate<R> aggregate -> aggregate(aggregate, connection);
			case Operation.Explain explain -> (R) explain(explain, connection);
			case Operation.Describe describe -> (R) this.shown.describe(describe, connection);
			case Operation.Sql<R> sql -> sql(own(sql, connection), connection);
			case Operation.Create<R> create -> this.writes.create(create, writing(create, connection));
			case Operation.Save<R> save -> this.writes.save(save, writing(save, connection));
			case Operation.BulkCreate<?> create -> (R) this.writes.bulkCreate(create, writing(create, connection));
			case Operation.BulkUpdate update ->
				(R) Long.valueOf(this.writes.bulkUpdate(update, writing(update, connection)));
			case Operation.UpdateAll update ->
				(R) Long.valueOf(this.writes.updateAll(update, writing(update, connection)));
			case Operation.DeleteAll delete -> (R) this.writes.deleteAll(delete, writing(delete, connection));
			case Operation.DeleteVersion delete -> (R) this.writes.delete(delete, writing(delete, connection));
			case Operation.Upsert<?, R> upsert -> this.writes.upsert(upsert, writing(upsert, connection));
			case Operation.WriteMerged<R> writes -> this.writes.merged(writes, writing(writes, connection));
			case Operation.ChangeRelated<R> change -> this.related.execute(change, writing(change, connection));
		};
	}

	private WriteSession writing(Operation<?> operation, OperationConnection connection) {
		return new JdbcWriteSession(operation.name(), connection, this.writeStatements, this.runner, this.locks,
				this.errors);
	}

	private <E extends @Nullable Object, R> R read(Operation.Read<E, R> read, OperationConnection connection)
			throws SQLException {
		if (hasNoRows(read)) {
			return read.result().apply(List.of());
		}
		requireTransactionToLock(read, connection);
		ReadStatements.Ready ready = this.reads.rows(read.query());
		RowsReader<E, R> reader = reader(read, ready.statement(), connection);
		return reader.result()
			.apply(this.runner.query(read.name(), connection, ready.sql(), ready.values(),
					RowBound.counted(this.log.rowLimit(), read, connection, reader.row())));
	}

	private <E extends @Nullable Object, R> RowsReader<E, R> reader(Operation.Read<E, R> read,
			ReadStatements.Prepared statement, OperationConnection connection) {
		RowScan rows = statement.rows().scan(read.targets());
		return new RowsReader<>((result) -> {
			ReadRow row = rows.read(result);
			return read.assembler().assemble(row.object(), row.values());
		}, (elements) -> read.result().apply(read.completion().complete(elements, further(connection))));
	}

	/** Whether it returns no rows anyway, so that the database need not be asked. */
	boolean isEmpty(Operation.Rows<?> operation) {
		return operation instanceof Operation.Read<?, ?> read && hasNoRows(read);
	}

	static boolean hasNoRows(Operation.Queried<?> operation) {
		return operation.query().shape().isEmpty();
	}

	/** The text of the statement that it would send; empty if it would send none. */
	String sql(Operation<?> operation) {
		return this.shown.sql(operation);
	}

	static ReadStatements.Ready ready(Operation.Queried<?> operation, ReadStatements reads) {
		return switch (operation) {
			case Operation.Read<?, ?> read -> reads.rows(read.query());
			case Operation.Count count -> reads.count(count.query());
			case Operation.Exists exists -> reads.exists(exists.query());
		};
	}

	/** Opens a cursor within a transaction, whose rows are read chunk by chunk. */
	<R> OpenRows<R> open(Operation.Rows<R> operation, OperationConnection connection, int chunkSize)
			throws SQLException {
		return switch (operation) {
			case Operation.Read<?, R> read -> openRead(read, connection, chunkSize);
			case Operation.Sql<R> sql -> {
				Operation.Sql<R> own = own(sql, connection);
				yield this.runner.open(own.name(), connection, own.sql(), own.values().size(),
						SentValues.of(own.values()), chunkSize, !this.dialect.severalCursors(), (rows) -> this.sqlResult
							.reader(own.rows(), own.name(), rows.getMetaData(), further(connection)));
			}
		};
	}

	private <E extends @Nullable Object, R> OpenRows<R> openRead(Operation.Read<E, R> read,
			OperationConnection connection, int chunkSize) throws SQLException {
		requireTransactionToLock(read, connection);
		ReadStatements.Ready ready = this.reads.rows(read.query());
		RenderedSql sql = ready.sql();
		RowsReader<E, R> reader = reader(read, ready.statement(), connection);
		return this.runner.open(read.name(), connection, sql.text(ready.values()), sql.count(ready.values()),
				SentValues.of(sql, ready.values()), chunkSize, isWhole(read, connection), (rows) -> reader);
	}

	/** Whether the connection has to do something else before all rows were read. */
	private boolean isWhole(Operation.Read<?, ?> read, OperationConnection connection) {
		return !this.dialect.severalCursors()
				&& (connection.joinsCallerTransaction() || !read.query().shape().prefetches().isEmpty());
	}

	private <E> List<E> complete(Operation.Complete<E> complete, OperationConnection connection) {
		return complete.completion().complete(complete.elements(), further(connection));
	}

	/** Runs further reads on the connection of an operation. */
	private ReadExecutor further(OperationConnection connection) {
		return new ReadExecutor() {

			@Override
			public <E extends @Nullable Object, R> R execute(Operation.Read<E, R> read) {
				return run(read, connection);
			}

		};
	}

	private <R> R aggregate(Operation.Aggregate<R> aggregate, OperationConnection connection) throws SQLException {
		@Nullable Object[] known = aggregate.emptyResultValues();
		if (known != null) {
			return aggregate.result().assemble(null, known);
		}
		Parameterized<AggregateQuery> query = parameterized(aggregate, this.tenants.extraction());
		ReadStatements.Prepared statement = this.reads.aggregates(query.template());
		return Objects.requireNonNull(
				this.runner
					.query(aggregate.name(), connection, statement.sql(), query.values(),
							(result) -> aggregate.result().assemble(null, statement.rows().read(result).values()))
					.get(0));
	}

	private static void requireTransactionToLock(Operation.Queried<?> operation, OperationConnection connection) {
		if (operation.query().shape().lock() != null && !connection.joinsCallerTransaction()) {
			throw new InvalidDataAccessApiUsageException(operation.name()
					+ ": selectForUpdate() locks rows until the end of the"
					+ " transaction, and there is none: call it in transactions.atomic(...) or in a @Transactional"
					+ " method");
		}
	}

	private String explain(Operation.Explain explain, OperationConnection connection) throws SQLException {
		String prefix = this.dialect.explain(explain.options().words());
		if (explain.explained() instanceof Operation.Sql<?> sql) {
			Operation.Sql<?> own = own(sql, connection);
			return sql(new Operation.Sql<>(explain.name(), prefix + own.sql(), own.values(), PLAN), connection);
		}
		if (!(explain.explained() instanceof Operation.Queried<?> queried) || hasNoRows(queried)) {
			return "";
		}
		ReadStatements.Ready ready = ready(queried, this.reads);
		RenderedSql sql = ready.sql();
		List<String> lines = this.runner.query(explain.name(), connection, sql.behind(prefix), ready.values(),
				(result) -> result.getString(1));
		return String.join("\n", lines);
	}

	static Parameterized<AggregateQuery> parameterized(Operation.Aggregate<?> aggregate, Extraction extraction) {
		return Parameterized.of(aggregate.state(), aggregate.values(), extraction);
	}

	private Long count(Operation.Count count, OperationConnection connection) throws SQLException {
		if (hasNoRows(count)) {
			return 0L;
		}
		ReadStatements.Ready ready = this.reads.count(count.query());
		return this.runner.query(count.name(), connection, ready.sql(), ready.values(), (result) -> result.getLong(1))
			.get(0);
	}

	private Boolean exists(Operation.Exists exists, OperationConnection connection) throws SQLException {
		if (hasNoRows(exists)) {
			return false;
		}
		requireTransactionToLock(exists, connection);
		ReadStatements.Ready ready = this.reads.exists(exists.query());
		return !this.runner.query(exists.name(), connection, ready.sql(), ready.values(), (result) -> true).isEmpty();
	}

	private <R> Operation.Sql<R> own(Operation.Sql<R> sql, OperationConnection connection) throws SQLException {
		return this.frames.framed(this.tenants.own(sql), connection);
	}

	@SuppressWarnings("NullAway") // what a method may give no value for becomes null
	private <R> R sql(Operation.Sql<R> sql, OperationConnection connection) throws SQLException {
		if (sql.rows() instanceof SqlRows.Changed<R> changed) {
			SqlWork<Long> update = () -> this.runner.update(sql.name(), connection, sql.sql(), sql.values());
			return changed.result()
				.apply(this.writingSql.writesOnly(sql.sql()) ? connection.writing(update) : update.run());
		}
		ResultRow<RowsReader<?, R>> reader = (result) -> this.sqlResult.reader(sql.rows(), sql.name(),
				result.getMetaData(), further(connection));
		if (this.writingSql.writes(sql.sql())) {
			// what was changed is not told too late that it was too much
			return connection.writing(() -> this.runner.query(sql.name(), connection, sql.sql(), sql.values(), reader));
		}
		return this.runner.query(sql.name(), connection, sql.sql(), sql.values(),
				RowBound.reader(this.log.rowLimit(), sql, connection, reader));
	}

}
