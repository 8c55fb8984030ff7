package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.Parameterized;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.Upserted;
import io.asyncorm.plan.RelatedRows;
import org.jspecify.annotations.Nullable;

/**
 * Links each object that is inserted with the owner of a related manager, within the same
 * transaction. No other can have linked it before.
 */
final class LinkingSession implements WriteSession {

	private final WriteSession session;

	private final RelatedRows.Links links;

	LinkingSession(WriteSession session, RelatedRows.Links links) {
		this.session = session;
		this.links = links;
	}

	@Override
	public <M> M insert(Write.Insert insert, ModelMetadata<M> model, boolean foreseen) throws SQLException {
		return this.session.inTransaction(() -> {
			M object = this.session.insert(insert, model, false);
			link(List.of(object));
			return object;
		});
	}

	@Override
	public <M> @Nullable M insertNew(Write.InsertNew insert, ModelMetadata<M> model) throws SQLException {
		throw new IllegalStateException("What is linked is inserted where nothing is in its place");
	}

	@Override
	public <M> List<M> insertMany(Write.InsertMany insert, int rows, ModelMetadata<M> model) throws SQLException {
		return this.session.inTransaction(() -> linked(this.session.insertMany(insert, rows, model)));
	}

	@Override
	public <M> List<M> insertRows(Write.InsertRows insert, ModelMetadata<M> model) throws SQLException {
		return this.session.inTransaction(() -> linked(this.session.insertRows(insert, model)));
	}

	private <M> List<M> linked(List<M> objects) throws SQLException {
		link(objects);
		return objects;
	}

	private void link(List<?> objects) throws SQLException {
		ModelField target = this.links.targetKey();
		List<Object> keys = new ArrayList<>(objects.size());
		for (Object object : objects) {
			keys.add(target.toColumn(target.toProperty(Objects.requireNonNull(target.valueIn(object)))));
		}
		LinkInserts.insertNew(this.links, keys, this.session);
	}

	@Override
	public <M> List<M> update(Write.Update update, ModelMetadata<M> model) throws SQLException {
		return this.session.update(update, model);
	}

	@Override
	public long change(Write write) throws SQLException {
		return this.session.change(write);
	}

	@Override
	public BitSet updateMany(Write.UpdateMany update) throws SQLException {
		return this.session.updateMany(update);
	}

	@Override
	public BitSet updateEach(List<Write.Update> updates) throws SQLException {
		return this.session.updateEach(updates);
	}

	@Override
	public <M> @Nullable Upserted<M> upsert(Parameterized<WriteTemplate<Write.Upsert>> upsert, ModelMetadata<M> model,
			boolean foreseen) throws SQLException {
		throw new IllegalStateException("An upsert in one statement does not tell before its end what it inserts");
	}

	@Override
	public <M> List<@Nullable Upserted<M>> upsertMany(Write.UpsertMany upsert, int rows, ModelMetadata<M> model,
			boolean foreseen) throws SQLException {
		throw new IllegalStateException("Upserts of several callers link nothing");
	}

	@Override
	public Collection<?> keys(QueryState rows) throws SQLException {
		return this.session.keys(rows);
	}

	@Override
	public <M> List<M> find(QueryState rows, ModelMetadata<M> model) throws SQLException {
		return this.session.find(rows, model);
	}

	@Override
	public Extraction extraction() {
		return this.session.extraction();
	}

	@Override
	public Dialect dialect() {
		return this.session.dialect();
	}

	@Override
	public int callerIsolation() throws SQLException {
		return this.session.callerIsolation();
	}

	@Override
	public boolean commitsStatements() {
		return false;
	}

	@Override
	public boolean joinsCallerTransaction() {
		return this.session.joinsCallerTransaction();
	}

	@Override
	public <R> R inTransaction(SqlWork<R> work) throws SQLException {
		return this.session.inTransaction(work);
	}

	@Override
	public <R> R inNestedTransaction(SqlWork<R> work) throws SQLException {
		return this.session.inNestedTransaction(work);
	}

	@Override
	public <R> R surviving(SqlWork<R> work) throws SQLException {
		return this.session.surviving(work);
	}

	@Override
	public <R> R inSavepoint(SqlWork<R> work) throws SQLException {
		return this.session.inSavepoint(work);
	}

	@Override
	public <R> R inLock(UpsertLock lock, SqlWork<R> work) throws SQLException {
		return this.session.inLock(lock, work);
	}

	@Override
	public <R> R inTurn(UpsertLock lock, SqlWork<R> work) throws SQLException {
		return this.session.inTurn(lock, work);
	}

	@Override
	public void collided(SQLException error) {
		this.session.collided(error);
	}

	@Override
	public void lockReferences(Collection<ModelMetadata<?>> models) throws SQLException {
		this.session.lockReferences(models);
	}

}
