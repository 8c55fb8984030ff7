package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.dialect.SqlErrors;
import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.OnConflict;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.RowBlock;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Executes bulk inserts ({@code abulkCreate}): many rows by one statement where the
 * database says which stored row is which, otherwise by a statement for each. Immutable
 * and safe for use by several threads.
 */
final class BulkInserts {

	/** The most rows of a statement that binds them as arrays. */
	static final int ARRAY_ROWS = 10_000;

	/**
	 * The most rows of one of several statements: while the server works on one, the next
	 * is made ready and what the last one returned is read.
	 */
	private static final int PART_ROWS = 2_500;

	/** The most values of a statement that binds each on its own. */
	private static final int VALUES = 2_000;

	private static final Log logger = LogFactory.getLog(BulkInserts.class);

	private final ConflictingRows conflicts;

	/**
	 * The models whose keys no sequence of their column makes; only those that were
	 * tried.
	 */
	private final Set<ModelMetadata<?>> undrawable = ConcurrentHashMap.newKeySet();

	BulkInserts(UpsertExecutor upserts) {
		this.conflicts = new ConflictingRows(upserts);
	}

	/**
	 * That the column of a key has no sequence is found out by the first insert, of which
	 * nothing is left then.
	 */
	<M> List<M> execute(Operation.BulkCreate<M> operation, WriteSession session) throws SQLException {
		BatchedWrites writes = new BatchedWrites(operation.name(), operation.batches(), session);
		try {
			return execute(operation, writes, session);
		}
		catch (SQLException ex) {
			if (writes.done() > 0 || !isKeyMissing(operation.model(), ex, session)
					|| !this.undrawable.add(operation.model())) {
				throw ex;
			}
			logger.warn("The key of '" + operation.model() + "' is generated, but not by a sequence of its column, so"
					+ " that its objects are inserted one by one: let the column own its sequence, or make it an"
					+ " identity column");
			return execute(operation, new BatchedWrites(operation.name(), operation.batches(), session), session);
		}
	}

	private static boolean isKeyMissing(ModelMetadata<?> model, SQLException error, WriteSession session) {
		SQLException cause = (error instanceof RowFailure failure && failure.cause() instanceof SQLException refused)
				? refused : error;
		SqlErrors errors = session.dialect().errors();
		return errors.kind(cause) == ErrorKind.MISSING_VALUE
				&& errors.place(cause).columns().contains(model.key().column());
	}

	private <M> List<M> execute(Operation.BulkCreate<M> operation, BatchedWrites writes, WriteSession session)
			throws SQLException {
		@Nullable Object[] stored = new Object[operation.objects().size()];
		List<List<Batch>> chunks = new ArrayList<>();
		for (List<RowBlock> blocks : operation.chunks()) {
			List<Batch> batches = new ArrayList<>();
			for (RowBlock block : blocks) {
				int most = most(operation, block, session);
				for (int from = 0; from < block.size(); from += most) {
					batches
						.add(batch(operation, block.slice(from, Math.min(from + most, block.size())), stored, session));
				}
			}
			chunks.add(batches);
		}
		writes.run(chunks);
		OnConflict conflict = operation.conflict();
		return (conflict != null && conflict.ignores()) ? operation.objects() : objects(stored);
	}

	@SuppressWarnings("unchecked") // what is stored of a model is of its class
	private static <M> List<M> objects(@Nullable Object[] stored) {
		return (List<M>) Collections.unmodifiableList(Arrays.asList(stored));
	}

	private int most(Operation.BulkCreate<?> operation, RowBlock block, WriteSession session) {
		int most = isOneByOne(operation, block, session) ? 1 : session.dialect().capabilities().boundRows() ? ARRAY_ROWS
				: Math.max(1, VALUES / block.fields().size());
		int wanted = operation.batches().batchSize();
		return (wanted > 0) ? Math.min(wanted, most) : most;
	}

	/**
	 * Where the key is made by the database in an unknown way, nothing tells which row is
	 * which.
	 */
	private boolean isOneByOne(Operation.BulkCreate<?> operation, RowBlock block, WriteSession session) {
		if (!session.dialect().capabilities().boundRows()) {
			return block.fields().isEmpty();
		}
		boolean conflicting = conflict(operation, block) != null;
		ModelField key = operation.model().key();
		return conflicting ? block.fields().isEmpty() : !block.fields().containsAll(key.columns())
				&& (!key.drawable() || this.undrawable.contains(operation.model()));
	}

	/**
	 * What is done with a row of a block whose key is taken: a null is never a key that
	 * is taken.
	 */
	private static @Nullable OnConflict conflict(Operation.BulkCreate<?> operation, RowBlock block) {
		OnConflict conflict = operation.conflict();
		return (conflict != null && conflict.unique().stream().allMatch((field) -> block.hasValues(field))) ? conflict
				: null;
	}

	private <M> Batch batch(Operation.BulkCreate<M> operation, RowBlock rows, @Nullable Object[] stored,
			WriteSession session) {
		ModelMetadata<M> model = operation.model();
		OnConflict conflict = conflict(operation, rows);
		if (rows.size() == 1 && conflict == null) {
			return new InsertBatch<>(rows, stored,
					(from, to, into) -> List.of(into.insert(new Write.Insert(model, rows.row(0)), model)));
		}
		if (session.dialect().capabilities().boundRows()) {
			return new InsertBatch<>(rows, stored,
					(from, to, into) -> insertArrays(model, rows.slice(from, to), conflict, into));
		}
		return (conflict != null)
				? new InsertBatch<>(rows, stored,
						(from, to, into) -> this.conflicts.insert(operation, rows.slice(from, to), conflict, into))
				: new InsertBatch<>(rows, stored, (from, to, into) -> into.insertRows(
						new Write.InsertRows(model, IntStream.range(from, to).mapToObj(rows::row).toList(), null),
						model));
	}

	private static <M> List<M> insertArrays(ModelMetadata<M> model, RowBlock rows, @Nullable OnConflict conflict,
			WriteSession session) throws SQLException {
		Write.InsertMany insert = insertMany(model, rows, conflict);
		if (conflict != null && conflict.ignores()) {
			session.change(insert);
			return List.of();
		}
		if (rows.size() <= PART_ROWS || !isDivisible(insert, session)) {
			return session.insertMany(List.of(new WriteSession.ArrayRows(insert, rows.size())), model);
		}
		int parts = Math.ceilDiv(rows.size(), PART_ROWS);
		List<WriteSession.ArrayRows> divided = new ArrayList<>(parts);
		for (int part = 0; part < parts; part++) {
			RowBlock some = rows.slice(rows.size() * part / parts, rows.size() * (part + 1) / parts);
			divided.add(new WriteSession.ArrayRows(insertMany(model, some, null), some.size()));
		}
		return session.insertMany(divided, model);
	}

	/**
	 * Whether it does not matter to the database that rows come in several statements: it
	 * does where a row may refer to one behind it, or meet one twice. In the caller's
	 * transaction nothing is gained.
	 */
	private static boolean isDivisible(Write.InsertMany insert, WriteSession session) {
		return insert.drawn() != null && !insert.references().contains(insert.model().storedTable().name())
				&& !session.joinsCallerTransaction();
	}

	private static Write.InsertMany insertMany(ModelMetadata<?> model, RowBlock rows, @Nullable OnConflict conflict) {
		List<Change> values = new ArrayList<>();
		List<Expression> arrays = new ArrayList<>();
		for (int i = 0; i < rows.fields().size(); i++) {
			ModelField field = rows.fields().get(i);
			values.add(new Change(field, new Expression.Slot(i, field.type(), false)));
			arrays.add(Expression.Value.array(rows.columns().get(i), field.type()));
		}
		Expression drawn = (conflict == null && !rows.fields().containsAll(model.key().columns()))
				? Expression.Value.of(rows.size(), Integer.class) : null;
		return new Write.InsertMany(model, values, arrays, drawn, conflict);
	}

	/** Inserts rows; returns the stored objects, or none if conflicts are ignored. */
	@FunctionalInterface
	private interface Inserting<M> {

		List<M> insert(int from, int to, WriteSession session) throws SQLException;

	}

	/** Inserts rows of a block, and puts the stored objects where the user wants them. */
	private record InsertBatch<M>(RowBlock rows, @Nullable Object[] stored, Inserting<M> inserting) implements Batch {

		@Override
		public int size() {
			return this.rows.size();
		}

		@Override
		public int place(int row) {
			return this.rows.place(row);
		}

		@Override
		public List<Change> changes(int row) {
			return this.rows.row(row);
		}

		@Override
		public void write(int from, int to, WriteSession session) throws SQLException {
			try {
				List<M> objects = this.inserting.insert(from, to, session);
				for (int i = 0; i < objects.size(); i++) {
					this.stored[place(from + i)] = objects.get(i);
				}
			}
			catch (RowFailure ex) {
				throw ex.at(place(from + ex.index()));
			}
		}

	}

}
