package io.asyncorm.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.asyncorm.compiler.Parameterized;
import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.dialect.UpsertForm;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.MergedWrite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowBlock;
import io.asyncorm.plan.SingleResult;
import io.asyncorm.plan.UpsertKeys;
import io.asyncorm.plan.Upserted;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Executes upserts ({@code aupdateOrCreate}, {@code agetOrCreate}) without races, however
 * many callers run at once. Where a unique key covers the lookup, the database prevents
 * duplicates: in one statement if it has one, otherwise by an insert that does nothing or
 * fails if there is such a row. Where none does, callers with the same lookup wait for
 * each other. Immutable and safe for use by several threads.
 */
final class UpsertExecutor {

	/**
	 * How often a statement without a result is repeated. Each repetition means that
	 * another transaction committed in between, so that this is never reached by load; it
	 * is by a row that is there but cannot be found, because of row-level security, or
	 * because the column rounded its value.
	 */
	private static final int REPETITIONS = 100;

	/** How often an insert may collide before it is clear that it is with another row. */
	private static final int COLLISIONS = 3;

	private final UsableKeys usableKeys = new UsableKeys();

	private final UpsertTemplates templates = new UpsertTemplates();

	private final ForeseenObjects foreseen;

	UpsertExecutor(ForeseenObjects foreseen) {
		this.foreseen = foreseen;
	}

	<M> Upserted<M> execute(Operation.Upsert<M, ?> operation, WriteSession session) throws SQLException {
		List<ModelField> key = operation.key();
		if (key == null || this.usableKeys.isUnusable(key)) {
			return executeInLock(operation, session);
		}
		UpsertForm form = session.dialect().capabilities().upserts();
		boolean whole = UpsertKeys.isInsertable(operation) && UpsertKeys.insertsLookup(operation)
				&& operation.refusal() == null;
		if (whole && form.hasOnConflict()) {
			SqlWork<Upserted<M>> upsert = form.isOneStatement() ? () -> inOneStatement(operation, key, session)
					: () -> onConflict(operation, key, session);
			return this.usableKeys.execute(key, session, upsert, Upserted::created,
					() -> executeInLock(operation, session));
		}
		QueryState existing = UpsertKeys.rows(operation.model(), operation.lookup());
		boolean joined = session.callerIsolation() != Connection.TRANSACTION_NONE;
		SqlWork<Upserted<M>> inserting = () -> byInserting(operation, existing, session);
		SqlWork<Upserted<M>> inTurn = () -> session.inTurn(UpsertLock.of(operation), inserting);
		boolean waiting = joined && !session.dialect().capabilities().collidingInserts();
		return Collisions.repeated(waiting ? inTurn : inserting, inTurn, session);
	}

	/**
	 * Executes upserts of several callers, all by one statement.
	 * @throws InvalidDataAccessResourceUsageException if the database has no such key
	 */
	<M> List<@Nullable Upserted<M>> executeMerged(String operation, MergedWrite.Upserts<M> upserts,
			WriteSession session) throws SQLException {
		Write.UpsertMany upsert = Write.UpsertMany.of(upserts);
		return this.usableKeys.execute(upserts.key(), session, () -> upsertMany(upsert, upserts, session),
				(any) -> true, () -> {
					throw new InvalidDataAccessResourceUsageException(
							operation + ": the database has no unique key over " + upserts.key());
				});
	}

	private <M> List<@Nullable Upserted<M>> upsertMany(Write.UpsertMany upsert, MergedWrite.Upserts<M> upserts,
			WriteSession session) throws SQLException {
		ModelMetadata<M> model = upserts.model();
		RowBlock inserted = upserts.inserted();
		try {
			List<@Nullable Upserted<M>> rows = session.upsertMany(upsert, inserted.size(), model,
					upserts.updatesAll() && this.foreseen.areReadable(model, inserted));
			rows.stream()
				.filter(Objects::nonNull)
				.findFirst()
				.ifPresent((row) -> this.foreseen.read(model, row.object()));
			return rows;
		}
		catch (TransactionOutcomeUnknownException ex) {
			this.foreseen.failed(model);
			throw ex;
		}
	}

	private <M> Upserted<M> inOneStatement(Operation.Upsert<M, ?> operation, List<ModelField> key, WriteSession session)
			throws SQLException {
		Parameterized<WriteTemplate<Write.Upsert>> upsert = this.templates.of(operation, key, session.extraction());
		boolean foreseen = session.commitsStatements() && updatesAll(operation, key)
				&& this.foreseen.isReadable(operation.model(), operation.insert());
		for (int i = 0; i < REPETITIONS; i++) {
			Upserted<M> row = tryOneStatement(upsert, operation.model(), foreseen, session);
			if (row != null) {
				this.foreseen.read(operation.model(), row.object());
				return row;
			}
			if (mayMiss(session)) {
				break;
			}
		}
		throw hidden(operation);
	}

	private static ConcurrencyFailureException hidden(Operation.Upsert<?, ?> operation) {
		return new ConcurrencyFailureException(operation.name() + ": a row of '" + operation.model().name()
				+ "' with this key is there, but it cannot be found. At REPEATABLE READ or SERIALIZABLE run the"
				+ " transaction again, or use READ COMMITTED; otherwise see whether row-level security hides the row,"
				+ " or the column rounds the value");
	}

	/** Whether a row that is there becomes like a new one, but for its primary key. */
	private static boolean updatesAll(Operation.Upsert<?, ?> operation, List<ModelField> key) {
		List<Change> changes = operation.changes();
		return changes != null && hasChanges(operation)
				&& operation.insert()
					.stream()
					.allMatch((change) -> key.contains(change.field()) || changes.contains(change));
	}

	/**
	 * Outside of a transaction, a serialization failure means no more than that another
	 * was faster: the statement is repeated.
	 */
	private <M> @Nullable Upserted<M> tryOneStatement(Parameterized<WriteTemplate<Write.Upsert>> upsert,
			ModelMetadata<M> model, boolean foreseen, WriteSession session) throws SQLException {
		try {
			return session.upsert(upsert, model, foreseen);
		}
		catch (TransactionOutcomeUnknownException ex) {
			this.foreseen.failed(model);
			throw ex;
		}
		catch (SQLException ex) {
			if (kind(ex, session) == ErrorKind.COLLISION && session.callerIsolation() == Connection.TRANSACTION_NONE) {
				session.collided(ex);
				return null;
			}
			throw ex;
		}
	}

	/** Looks for the row, and inserts it unless it has come in between. */
	private <M> Upserted<M> onConflict(Operation.Upsert<M, ?> operation, List<ModelField> key, WriteSession session)
			throws SQLException {
		QueryState existing = UpsertKeys.rows(operation.model(), operation.lookup());
		Write.InsertNew insert = new Write.InsertNew(operation.model(), operation.insert(), key);
		for (int i = 0; i < REPETITIONS; i++) {
			List<M> found = findOrUpdate(operation, existing, false, session);
			if (!found.isEmpty()) {
				return new Upserted<>(found.get(0), false);
			}
			M inserted = session.insertNew(insert, operation.model());
			if (inserted != null) {
				return new Upserted<>(inserted, true);
			}
			if (mayMiss(session)) {
				break;
			}
		}
		throw hidden(operation);
	}

	private static <M> List<M> findOrUpdate(Operation.Upsert<M, ?> operation, QueryState existing, boolean locked,
			WriteSession session) throws SQLException {
		return hasChanges(operation) ? ReturningUpdates.execute(update(operation, existing), operation.model(), session)
				: session.find(existing(existing, locked), operation.model());
	}

	private <M> Upserted<M> byInserting(Operation.Upsert<M, ?> operation, QueryState existing, WriteSession session)
			throws SQLException {
		for (int collisions = 1;; collisions++) {
			List<M> found = findOrUpdate(operation, existing, collisions > 1 && mayMiss(session), session);
			if (!found.isEmpty()) {
				return new Upserted<>(found.get(0), false);
			}
			try {
				return session.surviving(() -> insert(operation, session));
			}
			catch (SQLException ex) {
				// the row came in between, or it is another unique key that collides
				if (kind(ex, session) != ErrorKind.DUPLICATE_KEY || collisions == COLLISIONS) {
					throw ex;
				}
			}
		}
	}

	private static ErrorKind kind(SQLException error, WriteSession session) {
		return session.dialect().errors().kind(error);
	}

	/** Whether the transaction does not see what others commit, unless it locks it. */
	private static boolean mayMiss(WriteSession session) throws SQLException {
		return session.callerIsolation() > Connection.TRANSACTION_READ_COMMITTED;
	}

	private static QueryState existing(QueryState rows, boolean locked) {
		QueryState one = RowFilters.objects(rows, 1);
		return locked ? RowFilters.locked(one) : one;
	}

	private <M> Upserted<M> executeInLock(Operation.Upsert<M, ?> operation, WriteSession session) throws SQLException {
		if (!session.dialect().locks().holdAt(session.callerIsolation())) {
			throw new InvalidDataAccessApiUsageException(LockAdvice.refuse(operation.name(),
					"no unique key of '" + operation.model().name() + "' that is in the database covers the lookup",
					"the row that another one inserted meanwhile", session)
					+ ", or declare a unique key over exactly the fields of the lookup");
		}
		SqlWork<Upserted<M>> inLock = () -> session.inLock(UpsertLock.of(operation),
				() -> findOrInsert(operation, session));
		return Collisions.repeated(inLock, inLock, session);
	}

	private <M> Upserted<M> findOrInsert(Operation.Upsert<M, ?> operation, WriteSession session) throws SQLException {
		if (operation.state().isEmpty()) {
			return insert(operation, session);
		}
		QueryState candidates = RowFilters.objects(operation.state(), SingleResult.ROWS_TO_COUNT);
		for (int i = 0; i < REPETITIONS; i++) {
			List<M> found = hasChanges(operation) ? updateOnly(operation, candidates, session)
					: only(operation, session.find(candidates, operation.model()));
			if (found == null) {
				return insert(operation, session);
			}
			if (!found.isEmpty()) {
				return new Upserted<>(found.get(0), false);
			}
		}
		throw new ConcurrencyFailureException(operation.name() + ": the row of '" + operation.model().name()
				+ "' that was found is changed by others all the time");
	}

	/**
	 * Updates the only row, if it still matches the lookup: it is not locked between the
	 * two statements, and an empty list means that it has to be looked up again.
	 * @return null if there is no row at all
	 */
	private <M> @Nullable List<M> updateOnly(Operation.Upsert<M, ?> operation, QueryState candidates,
			WriteSession session) throws SQLException {
		List<?> key = only(operation, session.keys(RowFilters.keys(candidates)));
		return (key != null) ? ReturningUpdates.execute(
				update(operation, RowFilters.andKey(operation.state(), key.get(0))), operation.model(), session) : null;
	}

	private static <E> @Nullable List<E> only(Operation.Upsert<?, ?> operation, Collection<E> found) {
		SingleResult.requireAtMostOne(found, operation.name(), operation.model().name());
		return found.isEmpty() ? null : List.copyOf(found);
	}

	private static <M> Upserted<M> insert(Operation.Upsert<M, ?> operation, WriteSession session) throws SQLException {
		RuntimeException refusal = operation.refusal();
		if (refusal != null) {
			throw refusal;
		}
		Write.Insert insert = new Write.Insert(operation.model(), operation.insert());
		return new Upserted<>(session.insert(insert, operation.model(), false), true);
	}

	private static Write.Update update(Operation.Upsert<?, ?> operation, QueryState rows) {
		List<Change> changes = operation.changes();
		return new Write.Update(rows, (changes != null) ? changes : List.of(), true);
	}

	private static boolean hasChanges(Operation.Upsert<?, ?> operation) {
		List<Change> changes = operation.changes();
		return changes != null && !changes.isEmpty();
	}

}
