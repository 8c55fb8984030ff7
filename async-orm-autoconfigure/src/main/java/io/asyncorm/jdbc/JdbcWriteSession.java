package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.Parameterized;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.model.UnreadableRowException;
import io.asyncorm.persistence.RowFailure;
import io.asyncorm.persistence.RowFilters;
import io.asyncorm.persistence.SqlWork;
import io.asyncorm.persistence.WriteSession;
import io.asyncorm.persistence.WriteTemplate;
import io.asyncorm.persistence.UpsertLock;
import io.asyncorm.persistence.Write;
import io.asyncorm.persistence.ParameterizedWrites;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.Upserted;
import org.jspecify.annotations.Nullable;

/**
 * Executes the statements of a write on one connection. Used by one thread.
 */
final class JdbcWriteSession implements WriteSession {

	private final String operation;

	private final OperationConnection connection;

	private final WriteStatements statements;

	private final StatementRunner runner;

	private final TransactionLocks locks;

	private final ErrorTranslation errors;

	JdbcWriteSession(String operation, OperationConnection connection, WriteStatements statements,
			StatementRunner runner, TransactionLocks locks, ErrorTranslation errors) {
		this.operation = operation;
		this.connection = connection;
		this.statements = statements;
		this.runner = runner;
		this.locks = locks;
		this.errors = errors;
	}

	@Override
	public <M> List<M> update(Write.Update update, ModelMetadata<M> model) throws SQLException {
		return write(update, model);
	}

	private <M> List<M> write(Write write, ModelMetadata<M> model) throws SQLException {
		Parameterized<Write> parameterized = ParameterizedWrites.of(write, extraction());
		ReadStatements.Prepared statement = this.statements.write(parameterized.template());
		return writing(write, () -> {
			List<M> rows = this.runner.query(this.operation, this.connection, statement.sql(), parameterized.values(),
					(row) -> written(statement, row, 1, model));
			this.connection.answered(rows.size());
			return rows;
		});
	}

	@Override
	public <M> M insert(Write.Insert insert, ModelMetadata<M> model, boolean foreseen) throws SQLException {
		requireKept(model, insert.values());
		return foreseen ? committing(() -> first(committed(insert, model), () -> BulkRowReader.keptOut(model)))
				: this.connection
					.writing(() -> first(write(insert, model), () -> BulkRowReader.missing(this.operation, model)));
	}

	private static <M> M first(List<M> rows, Supplier<RuntimeException> missing) {
		if (rows.isEmpty()) {
			throw missing.get();
		}
		return rows.get(0);
	}

	/** Executes what commits with its statement. */
	private <M> List<M> committed(Write write, ModelMetadata<M> model) throws SQLException {
		Parameterized<Write> parameterized = ParameterizedWrites.of(write, extraction());
		ReadStatements.Prepared statement = this.statements.write(parameterized.template());
		return this.runner.query(this.operation, this.connection, statement.sql(), parameterized.values(),
				(row) -> object(statement, row, 1, model));
	}

	private <R> R committing(SqlWork<R> work) throws SQLException {
		return SelfCommitting.run(this.operation, this.connection, dialect().errors(), work);
	}

	@Override
	public <M> @Nullable M insertNew(Write.InsertNew insert, ModelMetadata<M> model) throws SQLException {
		requireKept(model, insert.values());
		List<M> rows = this.connection.writing(() -> write(insert, model));
		return rows.isEmpty() ? null : rows.get(0);
	}

	@Override
	public <M> List<M> insertMany(Write.InsertMany insert, int rows, ModelMetadata<M> model) throws SQLException {
		return insert.checked() ? committing(() -> committed(insert, model)) : writing(insert, () -> {
			List<M> copied = new BulkCopy<>(this.operation, this.connection, this.statements, this.runner, model)
				.insert(insert, rows);
			return (copied != null) ? copied : insertArrays(insert, rows, model);
		});
	}

	private <M> List<M> insertArrays(Write.InsertMany insert, int rows, ModelMetadata<M> model) throws SQLException {
		Parameterized<Write> parameterized = ParameterizedWrites.of(insert, extraction());
		ReadStatements.Prepared statement = this.statements.write(parameterized.template());
		ModelField drawn = insert.drawnKey();
		int key = model.fields().indexOf((drawn != null) ? drawn : model.key().columns().get(0));
		if (insert.ordered()) {
			OrderedRowReader<M> reader = new OrderedRowReader<>(model, this.operation);
			return reader
				.complete(
						this.runner.query(this.operation, this.connection, statement.sql(), parameterized.values(),
								(row) -> reader.read(row.getLong(key + 1), () -> written(statement, row, 1, model))),
						rows);
		}
		if (drawn != null) {
			DrawnRowReader<M> reader = new DrawnRowReader<>(model, this.operation);
			int last = model.fields().size() + 1;
			return reader.complete(this.runner.query(this.operation, this.connection, statement.sql(),
					parameterized.values(), (row) -> reader.read(row.getLong(key + 1), row.getArray(last),
							() -> written(statement, row, 1, model))),
					rows);
		}
		BulkRowReader<M> reader = new BulkRowReader<>(model, this.operation, rows);
		return reader.complete(this.runner.query(this.operation, this.connection, statement.sql(),
				parameterized.values(), (row) -> reader.read(row.getInt(1), row.getObject(key + 2) != null,
						() -> written(statement, row, 2, model))));
	}

	@Override
	public <M> List<M> insertRows(Write.InsertRows insert, ModelMetadata<M> model) throws SQLException {
		for (int i = 0; i < insert.rows().size(); i++) {
			try {
				requireKept(model, insert.rows().get(i));
			}
			catch (InvalidValueException ex) {
				throw RowFailure.of(i, ex);
			}
		}
		Parameterized<Write> parameterized = ParameterizedWrites.of(insert, extraction());
		ReadStatements.Prepared statement = this.statements.write(parameterized.template());
		if (!dialect().returnsInOrder()) {
			MatchedRows<M> reader = new MatchedRows<>(this.operation, model, insert);
			return writing(insert,
					() -> reader.inOrder(
							this.runner.query(this.operation, this.connection, statement.sql(), parameterized.values(),
									(row) -> reader.read(row, (stored) -> written(statement, stored, 1, model)))));
		}
		BulkRowReader<M> reader = new BulkRowReader<>(model, this.operation, insert.rows().size());
		return writing(insert,
				() -> reader.complete(
						this.runner.query(this.operation, this.connection, statement.sql(), parameterized.values(),
								(row) -> reader.read(row.getRow(), true, () -> written(statement, row, 1, model)))));
	}

	/** Refuses a key in whose place the database would generate another one. */
	private void requireKept(ModelMetadata<?> model, List<Change> row) {
		if (!dialect().generatesForZero()) {
			return;
		}
		for (Change change : row) {
			if (change.field().identity() && change.constant() instanceof Number number && number.longValue() == 0) {
				throw new InvalidValueException("'" + change.field() + "' cannot be 0: " + dialect().name()
						+ " generates a key of '" + model.name() + "' in its place. Give it another key, or none");
			}
		}
	}

	@Override
	public long change(Write write) throws SQLException {
		Parameterized<Write> parameterized = ParameterizedWrites.of(write, extraction());
		ReadStatements.Prepared statement = this.statements.write(parameterized.template());
		return writing(write,
				() -> this.runner.update(this.operation, this.connection, statement.sql(), parameterized.values()));
	}

	private <R> R writing(Write write, SqlWork<R> work) throws SQLException {
		return Objects.requireNonNull(this.connection.writing(() -> referring(write, work)));
	}

	/** Runs a statement that may make rows refer to others. */
	private <R> R referring(Write write, SqlWork<R> work) throws SQLException {
		return dialect().lockingReferences() ? work.run()
				: this.locks.references().referring(write.references(), this.connection, work);
	}

	@Override
	public void lockReferences(Collection<ModelMetadata<?>> models) throws SQLException {
		if (!dialect().lockingReferences()) {
			this.locks.references()
				.delete(models.stream().map((model) -> model.storedTable().name()).toList(), this.connection);
		}
	}

	@Override
	public BitSet updateMany(Write.UpdateMany update) throws SQLException {
		Parameterized<Write> parameterized = ParameterizedWrites.of(update, extraction());
		ReadStatements.Prepared statement = this.statements.write(parameterized.template());
		BitSet changed = new BitSet();
		return writing(update, () -> {
			this.runner.query(this.operation, this.connection, statement.sql(), parameterized.values(), (row) -> {
				changed.set(row.getInt(1) - 1);
				return true;
			});
			this.connection.answered(changed.cardinality());
			return changed;
		});
	}

	@Override
	public BitSet updateEach(List<Write.Update> updates) throws SQLException {
		List<Parameterized<Write>> rows = updates.stream()
			.map((update) -> ParameterizedWrites.of(update, extraction()))
			.toList();
		return writing(updates.get(0),
				() -> this.runner.updateEach(this.operation, this.connection,
						this.statements.write(rows.get(0).template()).sql(),
						rows.stream().map(Parameterized::values).toList()));
	}

	@Override
	public <M> @Nullable Upserted<M> upsert(Parameterized<WriteTemplate<Write.Upsert>> upsert, ModelMetadata<M> model,
			boolean foreseen) throws SQLException {
		ReadStatements.Prepared statement = this.statements.write(upsert.template());
		boolean updates = upsert.template().write().updates();
		SqlWork<List<Upserted<M>>> work = () -> {
			List<Upserted<M>> found = this.runner.query(this.operation, this.connection, statement.sql(),
					upsert.values(), (row) -> {
						boolean created = row.getBoolean(1);
						return new Upserted<>((created || updates) && !foreseen ? written(statement, row, 2, model)
								: object(statement, row, 2, model), created);
					});
			this.connection.answered(found.size());
			return found;
		};
		List<Upserted<M>> found = foreseen ? committing(work) : this.connection.writing(work);
		return found.isEmpty() ? null : found.get(0);
	}

	@Override
	public <M> List<@Nullable Upserted<M>> upsertMany(Write.UpsertMany upsert, int rows, ModelMetadata<M> model,
			boolean foreseen) throws SQLException {
		Parameterized<Write> parameterized = ParameterizedWrites.of(upsert, extraction());
		ReadStatements.Prepared statement = this.statements.write(parameterized.template());
		List<@Nullable Upserted<M>> found = new ArrayList<>(Collections.nCopies(rows, null));
		SqlWork<List<@Nullable Upserted<M>>> work = () -> {
			this.runner.query(this.operation, this.connection, statement.sql(), parameterized.values(), (row) -> {
				M object = foreseen ? object(statement, row, 3, model) : written(statement, row, 3, model);
				found.set((int) row.getLong(2) - 1, new Upserted<>(object, row.getBoolean(1)));
				return true;
			});
			return found;
		};
		return foreseen ? committing(work) : writing(upsert, work);
	}

	@Override
	public Collection<?> keys(QueryState rows) throws SQLException {
		ReadStatements.Ready ready = this.statements.rows(rows);
		ModelField key = RowFilters.selected(rows);
		return this.runner.query(this.operation, this.connection, ready.sql(), ready.values(),
				(row) -> key.toColumn(Objects.requireNonNull(ready.statement().rows().read(row).values()[0])));
	}

	@Override
	public <M> List<M> find(QueryState rows, ModelMetadata<M> model) throws SQLException {
		ReadStatements.Ready ready = this.statements.rows(rows);
		return this.runner.query(this.operation, this.connection, ready.sql(), ready.values(),
				(row) -> object(ready.statement().rows().read(row).object(), model));
	}

	@Override
	public Extraction extraction() {
		return this.statements.extraction();
	}

	@Override
	public Dialect dialect() {
		return this.statements.dialect();
	}

	@Override
	public int callerIsolation() throws SQLException {
		return this.connection.joinsCallerTransaction() ? this.connection.jdbc().getTransactionIsolation()
				: Connection.TRANSACTION_NONE;
	}

	@Override
	public boolean commitsStatements() {
		return !this.connection.isInTransaction() && dialect().errors().tellsRefusals()
				&& dialect().lockingReferences();
	}

	@Override
	public boolean joinsCallerTransaction() {
		return this.connection.joinsCallerTransaction();
	}

	@Override
	public <R> R inTransaction(SqlWork<R> work) throws SQLException {
		return this.connection.inTransaction(work);
	}

	@Override
	public <R> R inSavepoint(SqlWork<R> work) throws SQLException {
		return this.connection.joinsCallerTransaction() ? inNestedTransaction(work) : work.run();
	}

	/** Not every database aborts a transaction of which a statement failed. */
	@Override
	public <R> R surviving(SqlWork<R> work) throws SQLException {
		boolean open = this.connection.joinsCallerTransaction()
				|| this.connection.isInTransaction() && dialect().abortsTransactions();
		return open ? inNestedTransaction(work) : work.run();
	}

	@Override
	public <R extends @Nullable Object> R inNestedTransaction(SqlWork<R> work) throws SQLException {
		Connection jdbc = this.connection.jdbc();
		Savepoint savepoint = jdbc.setSavepoint();
		R result;
		try {
			result = work.run();
		}
		catch (Throwable ex) {
			undo(jdbc, savepoint, ex);
			throw ex;
		}
		jdbc.releaseSavepoint(savepoint);
		return result;
	}

	/** Without hiding why: a deadlock or a lost connection takes savepoints with it. */
	private static void undo(Connection jdbc, Savepoint savepoint, Throwable cause) {
		try {
			jdbc.rollback(savepoint);
			jdbc.releaseSavepoint(savepoint);
		}
		catch (SQLException ex) {
			cause.addSuppressed(ex);
		}
	}

	@Override
	public <R> R inLock(UpsertLock lock, SqlWork<R> work) throws SQLException {
		return this.locks.inLock(this.operation, lock, extraction(), this.connection, work);
	}

	@Override
	public <R> R inTurn(UpsertLock lock, SqlWork<R> work) throws SQLException {
		return this.locks.inTurn(this.operation, lock, extraction(), this.connection, work);
	}

	@Override
	public void collided(SQLException error) {
		this.errors.tellRepeated(error);
	}

	/** Reads a row that the statement has written, from a column on. */
	static <M> M written(ReadStatements.Prepared statement, ResultSet row, int first, ModelMetadata<M> model) {
		try {
			return object(statement, row, first, model);
		}
		catch (UnreadableRowException ex) {
			throw RefusedObjectException.ofWritten(ex);
		}
	}

	private static <M> M object(ReadStatements.Prepared statement, ResultSet row, int first, ModelMetadata<M> model) {
		return object(statement.rows().read(row, first).object(), model);
	}

	private static <M> M object(@Nullable Object object, ModelMetadata<M> model) {
		return Objects.requireNonNull(model.type().cast(object));
	}

}
