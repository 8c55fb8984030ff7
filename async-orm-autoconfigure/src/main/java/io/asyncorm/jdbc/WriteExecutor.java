package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.asyncorm.model.ModelMetadata;
import io.asyncorm.persistence.DeletionCollector;
import io.asyncorm.persistence.DeletionPlan;
import io.asyncorm.persistence.DeletionRules;
import io.asyncorm.persistence.RowFilters;
import io.asyncorm.persistence.WriteForm;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.NotUpdatedException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Runs the operations that change rows. Immutable and safe for use by several threads.
 */
final class WriteExecutor {

	/** Long enough for any transaction that is not stuck behind this one. */
	private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

	private final WriteStatements statements;

	private final StatementRunner runner;

	private final DeletionRules deletionRules;

	private final UpsertExecutor upserts = new UpsertExecutor();

	private final TransactionLocks locks = new TransactionLocks(new LookupLocks(LOCK_PATIENCE));

	WriteExecutor(WriteStatements statements, StatementRunner runner, DeletionRules deletionRules) {
		this.statements = statements;
		this.runner = runner;
		this.deletionRules = deletionRules;
	}

	<M> M create(Operation.Create<M> operation, OperationConnection connection) throws SQLException {
		return insert(operation.model(), operation.values(), open(connection));
	}

	/** Django's way of saving: an update, and an insert only if there was no such row. */
	<M> M save(Operation.Save<M> operation, OperationConnection connection) throws SQLException {
		WriteSession session = open(connection);
		ModelMetadata<M> model = operation.model();
		QueryState row = RowFilters.byKey(model, operation.key());
		List<M> stored = operation.changes().isEmpty() ? session.find(row, model)
				: session.write(new WriteForm.Update(row, operation.changes(), true), model);
		if (!stored.isEmpty()) {
			return stored.get(0);
		}
		List<Operation.Change> values = operation.insert();
		if (values == null) {
			throw new NotUpdatedException(
					operation.name() + " changed nothing: '" + model.name() + "' has no row with this key any more");
		}
		return insert(model, values, session);
	}

	long updateAll(Operation.UpdateAll operation, OperationConnection connection) throws SQLException {
		QueryState rows = operation.state();
		requireTable(operation, rows);
		return (operation.changes().isEmpty() || rows.isEmpty()) ? 0
				: open(connection).change(new WriteForm.Update(rows, operation.changes(), false));
	}

	Deleted deleteAll(Operation.DeleteAll operation, OperationConnection connection) throws SQLException {
		QueryState rows = operation.state();
		requireTable(operation, rows);
		if (rows.isSliced()) {
			throw new InvalidDataAccessApiUsageException(
					operation.name() + ": Cannot use 'limit' or 'offset' with delete");
		}
		if (!(rows.selection() instanceof QueryState.Instances)) {
			throw new InvalidDataAccessApiUsageException(
					operation.name() + ": Cannot call delete() after values() or valuesList()");
		}
		if (rows.isEmpty()) {
			return new Deleted(0, Map.of());
		}
		WriteSession session = open(connection);
		if (this.deletionRules.standsAlone(rows.model())) {
			return delete(new DeletionPlan(List.of(), List.of(new WriteForm.Delete(rows))), session);
		}
		boolean checkedByRow = !this.statements.capabilities().deferrableConstraints();
		return session.inTransaction(() -> delete(
				new DeletionCollector<SQLException>(this.deletionRules, session::keys, checkedByRow).collect(rows),
				session));
	}

	<M, R> R upsert(Operation.Upsert<M, R> operation, OperationConnection connection) throws SQLException {
		WriteSession.Upserted<M> row = this.upserts.execute(operation, open(connection));
		return operation.result().apply(row.object(), row.created());
	}

	private WriteSession open(OperationConnection connection) {
		return new JdbcWriteSession(connection, this.statements, this.runner, this.locks);
	}

	/**
	 * What comes of several query sets has no rows of its own; those picked by distinct
	 * are a choice, not a filter.
	 */
	private static void requireTable(Operation<?> operation, QueryState rows) {
		if (rows.combination() != null) {
			throw new InvalidDataAccessApiUsageException(
					operation.name() + ": Cannot write behind union(), intersection() or difference()");
		}
		if (rows.distinct() != null && !rows.distinct().isEmpty()) {
			throw new InvalidDataAccessApiUsageException(operation.name() + ": Cannot write behind distinct(fields)");
		}
	}

	private static Deleted delete(DeletionPlan plan, WriteSession session) throws SQLException {
		for (WriteForm.Update update : plan.updates()) {
			session.change(update);
		}
		Map<String, Long> perModel = new TreeMap<>();
		for (WriteForm.Delete delete : plan.deletes()) {
			long count = session.change(delete);
			if (count > 0) {
				perModel.merge(delete.model().name(), count, Long::sum);
			}
		}
		return new Deleted(perModel.values().stream().mapToLong(Long::longValue).sum(), perModel);
	}

	private static <M> M insert(ModelMetadata<M> model, List<Operation.Change> values, WriteSession session)
			throws SQLException {
		return session.write(new WriteForm.Insert(model, values), model).get(0);
	}

}
