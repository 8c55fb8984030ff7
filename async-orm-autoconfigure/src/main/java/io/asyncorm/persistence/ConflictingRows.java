package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.OnConflict;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.RowBlock;
import io.asyncorm.plan.UpsertKeys;

/**
 * Inserts rows of which some may be there already, where the database does not take rows
 * that are bound as arrays: by one statement if that does with a row that is there what
 * is wanted, or if none is there; otherwise one by one. Immutable and safe for use by
 * several threads.
 *
 * @param upserts writes a single row
 */
record ConflictingRows(UpsertExecutor upserts) {

	/** Returns the stored objects; none if conflicts are ignored. */
	<M> List<M> insert(Operation.BulkCreate<M> operation, RowBlock rows, OnConflict conflict, WriteSession session)
			throws SQLException {
		if (rows.size() == 1 && !session.dialect().capabilities().upserts().hasOnConflict()) {
			return insertOrResolve(operation, rows.row(0), conflict, session);
		}
		List<List<Change>> changes = IntStream.range(0, rows.size()).mapToObj(rows::row).toList();
		Dialect.Capabilities capabilities = session.dialect().capabilities();
		if (capabilities.upserts().hasOnConflict() || capabilities.duplicateKeyUpdates()
				&& (conflict.ignores() || isOnlyKey(operation.model(), rows.fields(), conflict.unique()))) {
			return insert(new Write.InsertRows(operation.model(), changes, conflict, conflict.unique()),
					operation.model(), session);
		}
		return session.inTransaction(() -> insertEach(operation, changes, conflict, session));
	}

	private static <M> List<M> insert(Write.InsertRows insert, ModelMetadata<M> model, WriteSession session)
			throws SQLException {
		OnConflict conflict = insert.conflict();
		if (conflict != null && conflict.ignores()) {
			session.change(insert);
			return List.of();
		}
		return session.insertRows(insert, model);
	}

	/**
	 * Whether a row that is there can only be one of this key: ON DUPLICATE KEY does not
	 * ask which one it is.
	 */
	private static boolean isOnlyKey(ModelMetadata<?> model, List<ModelField> given, List<ModelField> key) {
		List<Set<String>> known = model.storedTable().uniqueKeys();
		Set<String> wanted = columns(key);
		List<ModelField> primary = model.key().columns();
		boolean made = primary.stream().anyMatch((column) -> column.generated() && !given.contains(column));
		Set<String> generated = made ? columns(primary) : Set.of();
		return known != null && known.contains(wanted)
				&& known.stream().allMatch((other) -> other.equals(wanted) || other.equals(generated));
	}

	private static Set<String> columns(List<ModelField> fields) {
		return new HashSet<>(fields.stream().map(ModelField::column).toList());
	}

	private <M> List<M> insertEach(Operation.BulkCreate<M> operation, List<List<Change>> rows, OnConflict conflict,
			WriteSession session) throws SQLException {
		Write.InsertRows insert = new Write.InsertRows(operation.model(), rows, null, conflict.unique());
		try {
			List<M> stored = session.inNestedTransaction(() -> session.insertRows(insert, operation.model()));
			return conflict.ignores() ? List.of() : stored;
		}
		catch (SQLException ex) {
			if (session.dialect().errors().kind(ex) != ErrorKind.DUPLICATE_KEY) {
				throw ex;
			}
		}
		List<M> stored = new ArrayList<>();
		for (List<Change> row : rows) {
			stored.addAll(insertOrResolve(operation, row, conflict, session));
		}
		return stored;
	}

	/** Inserts one row where the database has no ON CONFLICT. */
	private <M> List<M> insertOrResolve(Operation.BulkCreate<M> operation, List<Change> row, OnConflict conflict,
			WriteSession session) throws SQLException {
		if (conflict.ignores()) {
			insertOrIgnore(new Write.Insert(operation.model(), row), operation.model(), session);
			return List.of();
		}
		List<Change> lookup = row.stream().filter((change) -> conflict.unique().contains(change.field())).toList();
		List<Change> changes = new ArrayList<>(
				row.stream().filter((change) -> conflict.updates().contains(change.field())).toList());
		if (conflict.version() != null) {
			changes.add(conflict.version());
		}
		Operation.Upsert<M, M> upsert = new Operation.Upsert<>(operation.name(), operation.model(), null, lookup,
				UpsertKeys.find(operation.model(), lookup), changes, row, (object, created) -> object);
		return List.of(this.upserts.execute(upsert, session).object());
	}

	private static <M> void insertOrIgnore(Write.Insert insert, ModelMetadata<M> model, WriteSession session)
			throws SQLException {
		try {
			session.surviving(() -> session.insert(insert, model, false));
		}
		catch (SQLException ex) {
			if (session.dialect().errors().kind(ex) != ErrorKind.DUPLICATE_KEY) {
				throw ex;
			}
		}
	}

}
