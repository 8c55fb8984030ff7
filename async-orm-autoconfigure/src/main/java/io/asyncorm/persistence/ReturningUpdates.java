package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.model.UnreadableRowException;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * Runs updates that return the stored rows. Where the database has no UPDATE ...
 * RETURNING, the rows are locked, changed and read again within one transaction.
 */
final class ReturningUpdates {

	private ReturningUpdates() {
	}

	static <M> List<M> execute(Write.Update update, ModelMetadata<M> model, WriteSession session) throws SQLException {
		return session.dialect().capabilities().returningUpdates() ? session.update(update, model)
				: session.inTransaction(() -> updateAndRead(update, model, session));
	}

	/**
	 * Reads the rows by their keys, since the update may change what they were filtered
	 * by.
	 */
	private static <M> List<M> updateAndRead(Write.Update update, ModelMetadata<M> model, WriteSession session)
			throws SQLException {
		Collection<?> named = RowFilters.findNamedKeys(update.rows());
		Collection<?> keys = (named != null) ? named : session.keys(RowFilters.lockedKeys(update.rows()));
		if (keys.isEmpty() || session.change(update(update, keys)) == 0) {
			return List.of();
		}
		List<M> stored = readWritten(byKeys(model, keysAfter(update, keys)), model, session);
		if (stored.isEmpty()) {
			throw new DataRetrievalFailureException("The row of '" + model.name()
					+ "' was changed, but cannot be read again, so that it was undone: a trigger changes its key");
		}
		return stored;
	}

	private static <M> List<M> readWritten(QueryState rows, ModelMetadata<M> model, WriteSession session)
			throws SQLException {
		try {
			return session.find(rows, model);
		}
		catch (UnreadableRowException ex) {
			throw RefusedObjectException.ofWritten(ex);
		}
	}

	private static Write.Update update(Write.Update update, Collection<?> keys) {
		return new Write.Update(byKeys(update.model(), keys), update.changes(), false);
	}

	private static QueryState byKeys(ModelMetadata<?> model, Collection<?> keys) {
		return (keys.size() == 1) ? RowFilters.byKey(model, keys.iterator().next())
				: RowFilters.byOneOf(model.key(), keys);
	}

	/** A row may be given another key. */
	private static Collection<?> keysAfter(Write.Update update, Collection<?> keys) {
		ModelField key = update.model().key();
		Collection<?> after = keys;
		for (Change change : update.changes()) {
			int column = key.columns().indexOf(change.field());
			if (column >= 0 && change.value() instanceof Expression.Value value && value.value() != null) {
				after = key.isComposite() ? withColumn(key, after, column, value.value()) : List.of(value.value());
			}
		}
		return after;
	}

	private static Collection<?> withColumn(ModelField key, Collection<?> keys, int column, Object value) {
		Set<Object> after = new LinkedHashSet<>();
		for (Object each : keys) {
			List<@Nullable Object> values = new ArrayList<>(((CompositeKey) each).values());
			values.set(column, value);
			after.add(CompositeKey.of(key, values));
		}
		return after;
	}

}
