package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.MergedWrite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.Upserted;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.query.StaleObjectException;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Executes the operations that change rows: saves, creates, updates, deletes and upserts.
 * Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class WriteExecutor {

	private final DeletionRules deletionRules;

	private final ForeseenObjects foreseen = new ForeseenObjects();

	private final UpsertExecutor upserts = new UpsertExecutor(this.foreseen);

	private final BulkInserts bulkInserts = new BulkInserts(this.upserts, this.foreseen);

	public WriteExecutor(DeletionRules deletionRules) {
		this.deletionRules = deletionRules;
	}

	public <M> M create(Operation.Create<M> operation, WriteSession session) throws SQLException {
		RuntimeException refusal = operation.refusal();
		if (refusal != null) {
			throw refusal;
		}
		return insert(operation.model(), operation.values(), session);
	}

	/** Saves as Django does: an update, and an insert only if there was no such row. */
	public <M> M save(Operation.Save<M> operation, WriteSession session) throws SQLException {
		ModelMetadata<M> model = operation.model();
		QueryState all = QueryState.of(model).mutate().withDeleted(true).build();
		QueryState row = row(all, operation.key(), operation.version());
		List<M> stored = operation.changes().isEmpty() ? session.find(row, model)
				: ReturningUpdates.execute(new Write.Update(row, operation.changes(), true), model, session);
		if (!stored.isEmpty()) {
			return stored.get(0);
		}
		List<Operation.Change> values = operation.insert();
		if (values == null && operation.version() != null) {
			throw stale(operation.name(), model, operation.key());
		}
		if (values == null) {
			throw new NotUpdatedException(
					operation.name() + " changed nothing: '" + model.name() + "' has no row with this key any more");
		}
		return insert(model, values, session);
	}

	public <M> List<M> bulkCreate(Operation.BulkCreate<M> operation, WriteSession session) throws SQLException {
		return this.bulkInserts.execute(operation, session);
	}

	/** Executes writes of several callers by one statement. */
	@SuppressWarnings("unchecked") // the case says what its write gives
	public <R> R merged(Operation.WriteMerged<R> operation, WriteSession session) throws SQLException {
		return switch (operation.write()) {
			case MergedWrite.Creates<?> creates ->
				(R) this.bulkInserts.executeMerged(operation.name(), creates, session);
			case MergedWrite.Upserts<?> upserts -> (R) this.upserts.executeMerged(operation.name(), upserts, session);
		};
	}

	public long bulkUpdate(Operation.BulkUpdate operation, WriteSession session) throws SQLException {
		requireTable(operation, operation.state());
		return BulkUpdates.execute(operation, session);
	}

	public long updateAll(Operation.UpdateAll operation, WriteSession session) throws SQLException {
		QueryState rows = operation.state();
		requireTable(operation, rows);
		return (operation.changes().isEmpty() || rows.isEmpty()) ? 0
				: session.change(new Write.Update(rows, operation.changes(), false));
	}

	public Deleted deleteAll(Operation.DeleteAll operation, WriteSession session) throws SQLException {
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
		return deleteRows(rows, session);
	}

	/** Deletes the rows of a query set, and those that refer to them. */
	Deleted deleteRows(QueryState rows, WriteSession session) throws SQLException {
		if (rows.isEmpty()) {
			return new Deleted(0, Map.of());
		}
		if (this.deletionRules.standsAlone(rows.model(), Marks.isMarking(rows))) {
			return delete(alone(rows), session);
		}
		SqlWork<Deleted> cascade = () -> session.inTransaction(() -> cascade(rows, session));
		return Collisions.repeated(cascade, cascade, session);
	}

	/** Deletes the row of an object that nobody has changed since it was read. */
	public Deleted delete(Operation.DeleteVersion operation, WriteSession session) throws SQLException {
		Deleted deleted = deleteRows(row(QueryState.of(operation.model()), operation.key(), operation.version()),
				session);
		if (deleted.count() == 0) {
			throw stale(operation.name(), QueryState.of(operation.model()), operation.key(), session);
		}
		return deleted;
	}

	private Deleted cascade(QueryState rows, WriteSession session) throws SQLException {
		session.lockReferences(this.deletionRules.reached(rows.model()));
		boolean checkedByRow = !session.dialect().capabilities().deferrableConstraints();
		return delete(
				new DeletionCollector<SQLException>(this.deletionRules, session::keys, checkedByRow).collect(rows),
				session);
	}

	/** A delete of rows that nothing refers to. */
	private static DeletionPlan alone(QueryState rows) {
		return new DeletionPlan(List.of(),
				List.of(Marks.isMarking(rows) ? Marks.now().mark(rows) : new Write.Delete(rows)));
	}

	private static QueryState row(QueryState rows, Object key, Operation.@Nullable Change version) {
		QueryState row = RowFilters.andKey(rows, key);
		return (version != null) ? RowFilters.andValue(row, version) : row;
	}

	/**
	 * What is thrown for an object whose row was not found among those of a query set.
	 */
	static StaleObjectException stale(String operation, QueryState rows, Object key, WriteSession session)
			throws SQLException {
		ModelMetadata<?> model = rows.model();
		boolean marked = rows.leavesOutDeleted()
				&& session.keys(RowFilters.keys(RowFilters.liveByOneOf(model.key(), List.of(key)))).isEmpty()
				&& !session.keys(RowFilters.keys(RowFilters.byKey(model, key))).isEmpty();
		return marked ? new StaleObjectException(model.name(), key,
				operation + " wrote nothing: the row of '" + model.name() + "' with " + model.key().name() + " " + key
						+ " counts as deleted, so that it was not found. all().withDeleted() is the query"
						+ " set that writes such rows, too")
				: stale(operation, model, key);
	}

	private static StaleObjectException stale(String operation, ModelMetadata<?> model, Object key) {
		return new StaleObjectException(model.name(), key,
				operation + " wrote nothing: the row of '" + model.name() + "' with " + model.key().name() + " " + key
						+ " was changed or deleted since the object was read. Read it again with arefreshFromDb(),"
						+ " and decide what is to become of the change");
	}

	public <M, R> R upsert(Operation.Upsert<M, R> operation, WriteSession session) throws SQLException {
		Upserted<M> row = this.upserts.execute(operation, session);
		return operation.result().apply(row.object(), row.created());
	}

	/**
	 * Refuses combined query sets, which have no rows of their own, and those with
	 * distinct(fields), which picks rows rather than filters them.
	 */
	private static void requireTable(Operation<?> operation, QueryState rows) {
		if (rows.combination() != null) {
			throw new InvalidDataAccessApiUsageException(
					operation.name() + ": Cannot write behind union(), intersection() or difference()");
		}
		if (rows.isDistinctOn()) {
			throw new InvalidDataAccessApiUsageException(operation.name() + ": Cannot write behind distinct(fields)");
		}
	}

	private static Deleted delete(DeletionPlan plan, WriteSession session) throws SQLException {
		for (Write.Update update : plan.updates()) {
			session.change(update);
		}
		Map<String, Long> perModel = new TreeMap<>();
		for (Write removal : plan.removals()) {
			long count = session.change(removal);
			if (count > 0) {
				perModel.merge(removal.model().name(), count, Long::sum);
			}
		}
		return new Deleted(perModel.values().stream().mapToLong(Long::longValue).sum(), perModel);
	}

	private <M> M insert(ModelMetadata<M> model, List<Operation.Change> values, WriteSession session)
			throws SQLException {
		boolean foreseen = session.commitsStatements() && this.foreseen.isReadable(model, values);
		try {
			M object = session.insert(new Write.Insert(model, values), model, foreseen);
			this.foreseen.read(model, object);
			return object;
		}
		catch (TransactionOutcomeUnknownException | DataRetrievalFailureException ex) {
			this.foreseen.failed(model);
			throw ex;
		}
	}

}
