package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.Parameterized;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.persistence.ParameterizedWrites;
import io.asyncorm.persistence.RowFilters;
import io.asyncorm.persistence.SqlWork;
import io.asyncorm.persistence.UpsertLock;
import io.asyncorm.persistence.Write;
import io.asyncorm.persistence.WriteSession;
import io.asyncorm.persistence.WriteTemplate;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.Upserted;
import org.jspecify.annotations.Nullable;

/**
 * Notes the statements of a write in place of executing them: as if no row were there, or
 * as if one were. Used by one thread.
 */
final class ShownWrites implements WriteSession {

	/** Keys of rows, of which nothing is shown. */
	private static final Map<Class<?>, Object> KEYS = Map.of(Long.class, 1L, Integer.class, 1, Short.class, (short) 1,
			String.class, "x", UUID.class, new UUID(0, 1));

	private final WriteStatements statements;

	private final boolean found;

	/** Of which a row is there; null until keys are asked for. */
	private @Nullable ModelMetadata<?> model;

	/** Whether rows were changed, so that they would be read again. */
	private boolean changed;

	private final Set<String> texts = new LinkedHashSet<>();

	/**
	 * @param found whether there is a row, which nothing refers to
	 */
	ShownWrites(WriteStatements statements, boolean found) {
		this.statements = statements;
		this.found = found;
	}

	/** The texts of what the work would send. */
	Set<String> of(SqlWork<?> work) throws SQLException {
		try {
			work.run();
		}
		catch (End ex) {
			// what is sent next depends on an answer that nobody gives
		}
		return this.texts;
	}

	/** Whoever sends the same again begins anew. */
	private void note(ReadStatements.Prepared statement) {
		note(statement.sql().shape());
	}

	private void note(String text) {
		if (!this.texts.add(text)) {
			throw new End();
		}
	}

	private void note(Write write) {
		note(this.statements.write(ParameterizedWrites.of(write, extraction()).template()));
	}

	private End last(Write write) {
		note(write);
		return new End();
	}

	@Override
	public <M> M insert(Write.Insert insert, ModelMetadata<M> model, boolean foreseen) {
		throw last(insert);
	}

	@Override
	public <M> @Nullable M insertNew(Write.InsertNew insert, ModelMetadata<M> model) {
		throw last(insert);
	}

	@Override
	public <M> List<M> insertMany(Write.InsertMany insert, int rows, ModelMetadata<M> model) {
		throw last(insert);
	}

	@Override
	public <M> List<M> insertRows(Write.InsertRows insert, ModelMetadata<M> model) {
		throw last(insert);
	}

	@Override
	public <M> List<M> update(Write.Update update, ModelMetadata<M> model) {
		note(update);
		return List.of();
	}

	@Override
	public long change(Write write) {
		note(write);
		this.changed = true;
		return 1;
	}

	@Override
	public BitSet updateMany(Write.UpdateMany update) {
		throw last(update);
	}

	@Override
	public BitSet updateEach(List<Write.Update> updates) {
		throw last(updates.get(0));
	}

	@Override
	public <M> @Nullable Upserted<M> upsert(Parameterized<WriteTemplate<Write.Upsert>> upsert, ModelMetadata<M> model,
			boolean foreseen) {
		note(this.statements.write(upsert.template()));
		throw new End();
	}

	@Override
	public <M> List<@Nullable Upserted<M>> upsertMany(Write.UpsertMany upsert, int rows, ModelMetadata<M> model,
			boolean foreseen) {
		throw last(upsert);
	}

	@Override
	public Collection<?> keys(QueryState rows) {
		note(this.statements.rows(rows).sql().shape());
		this.model = (this.model != null) ? this.model : rows.model();
		Object key = (this.found && this.model == rows.model()) ? KEYS.get(RowFilters.selected(rows).type()) : null;
		return (key != null) ? List.of(key) : List.of();
	}

	@Override
	public <M> List<M> find(QueryState rows, ModelMetadata<M> model) {
		note(this.statements.rows(rows).sql().shape());
		if (this.changed) {
			throw new End();
		}
		return List.of();
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
	public int callerIsolation() {
		return Connection.TRANSACTION_NONE;
	}

	@Override
	public boolean commitsStatements() {
		return false;
	}

	@Override
	public boolean joinsCallerTransaction() {
		return false;
	}

	@Override
	public <R> R inTransaction(SqlWork<R> work) throws SQLException {
		return work.run();
	}

	@Override
	public <R> R inSavepoint(SqlWork<R> work) throws SQLException {
		return work.run();
	}

	@Override
	public <R> R surviving(SqlWork<R> work) throws SQLException {
		return work.run();
	}

	@Override
	public <R extends @Nullable Object> R inNestedTransaction(SqlWork<R> work) throws SQLException {
		return work.run();
	}

	@Override
	public <R> R inLock(UpsertLock lock, SqlWork<R> work) throws SQLException {
		return work.run();
	}

	@Override
	public <R> R inTurn(UpsertLock lock, SqlWork<R> work) throws SQLException {
		return work.run();
	}

	@Override
	public void collided(SQLException error) {
		// nothing is executed
	}

	@Override
	public void lockReferences(Collection<ModelMetadata<?>> models) {
		// nothing is executed
	}

	/** Nothing more is known of what would be sent. */
	@SuppressWarnings("serial")
	private static final class End extends RuntimeException {

		End() {
			super(null, null, false, false);
		}

	}

}
