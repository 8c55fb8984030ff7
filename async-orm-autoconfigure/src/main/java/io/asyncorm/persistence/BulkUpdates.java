package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.asyncorm.compiler.ValueExtractor;
import io.asyncorm.expression.Expression;
import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowChange;
import io.asyncorm.query.StaleObjectException;
import org.jspecify.annotations.Nullable;

/**
 * Executes bulk updates ({@code abulkUpdate}): rows whose changes differ in no more than
 * their values are updated by one statement, where the database takes rows that are bound
 * as arrays, otherwise by a batch of the driver's. Rows that have a version must still
 * have it.
 */
final class BulkUpdates {

	/** The most statements of a batch of the driver's. */
	private static final int BATCHED_ROWS = 1_000;

	private BulkUpdates() {
	}

	static long execute(Operation.BulkUpdate operation, WriteSession session) throws SQLException {
		List<RowChange> rows = operation.rows();
		if (rows.isEmpty() || operation.state().isEmpty()) {
			return 0;
		}
		AtomicLong changed = new AtomicLong();
		int chunk = (operation.batches().chunkSize() > 0) ? operation.batches().chunkSize() : rows.size();
		List<List<Batch>> chunks = new ArrayList<>();
		for (int from = 0; from < rows.size(); from += chunk) {
			chunks.add(batches(operation, rows.subList(from, Math.min(from + chunk, rows.size())), changed, session));
		}
		new BatchedWrites(operation.name(), operation.batches(), session).run(chunks);
		return changed.get();
	}

	private static List<Batch> batches(Operation.BulkUpdate operation, List<RowChange> rows, AtomicLong changed,
			WriteSession session) {
		Map<List<Change>, Group> groups = new LinkedHashMap<>();
		for (RowChange row : rows) {
			ValueExtractor extractor = new ValueExtractor(session.extraction());
			List<Change> template = row.changes()
				.stream()
				.map((change) -> new Change(change.field(), extractor.extract(change.value())))
				.toList();
			groups.computeIfAbsent(template, (changes) -> new Group(changes, new ArrayList<>(), new ArrayList<>()))
				.add(row, extractor.values());
		}
		int wanted = operation.batches().batchSize();
		List<Batch> batches = new ArrayList<>();
		for (Group group : groups.values()) {
			boolean bound = session.dialect().capabilities().boundRows() && !group.bindsArrays();
			int possible = bound ? BulkInserts.ARRAY_ROWS : BATCHED_ROWS;
			int most = (wanted > 0) ? Math.min(wanted, possible) : possible;
			for (int from = 0; from < group.rows().size(); from += most) {
				Group part = group.slice(from, Math.min(from + most, group.rows().size()));
				batches.add(new UpdateBatch(operation.name(), operation.state(), part, bound, changed));
			}
		}
		return batches;
	}

	/**
	 * Rows whose changes differ in no more than their values.
	 *
	 * @param changes the changes, with slots for the values
	 * @param rows the rows
	 * @param values the values of each row, in the order of the slots
	 */
	private record Group(List<Change> changes, List<RowChange> rows, List<List<@Nullable Object>> values) {

		void add(RowChange row, List<@Nullable Object> values) {
			this.rows.add(row);
			this.values.add(values);
		}

		Group slice(int from, int to) {
			return new Group(this.changes, this.rows.subList(from, to), this.values.subList(from, to));
		}

		/** The column of the version that the rows must still have; null for none. */
		@Nullable ModelField version() {
			Change version = this.rows.get(0).version();
			return (version != null) ? version.field() : null;
		}

		/** Whether a value is an array itself, of which there can be no array. */
		boolean bindsArrays() {
			return this.values.get(0).stream().anyMatch((value) -> value instanceof Collection<?>);
		}

		/** The values of each slot. */
		List<Expression> arrays() {
			return IntStream.range(0, this.values.get(0).size())
				.<Expression>mapToObj((slot) -> array(this.values.stream().map((row) -> row.get(slot)), Object.class))
				.toList();
		}

		/** The columns that tell which row is which. */
		List<Change> matched(ModelField key) {
			List<Change> matched = new ArrayList<>();
			for (int i = 0; i < key.columns().size(); i++) {
				int part = i;
				matched.add(column(key.columns().get(i),
						(row) -> (row.key() instanceof CompositeKey parts) ? parts.values().get(part) : row.key()));
			}
			ModelField version = version();
			if (version != null) {
				matched.add(column(version, (row) -> Objects.requireNonNull(row.version()).constant()));
			}
			return matched;
		}

		private Change column(ModelField field, Function<RowChange, @Nullable Object> value) {
			return new Change(field, array(this.rows.stream().map(value), field.type()));
		}

		private static Expression.Value array(Stream<? extends @Nullable Object> values, Class<?> type) {
			return Expression.Value.array(values.<@Nullable Object>map((value) -> value).toList(), type);
		}

	}

	/**
	 * Updates some rows of a group by one statement.
	 *
	 * @param name the operation, for messages
	 * @param state the rows that may be changed
	 * @param bound whether the rows are bound as arrays
	 * @param changed how many rows were changed so far
	 */
	private record UpdateBatch(String name, QueryState state, Group group, boolean bound,
			AtomicLong changed) implements Batch {

		@Override
		public int size() {
			return this.group.rows().size();
		}

		@Override
		public int place(int row) {
			return this.group.rows().get(row).place();
		}

		@Override
		public List<Change> changes(int row) {
			return this.group.rows().get(row).changes();
		}

		@Override
		public void write(int from, int to, WriteSession session) throws SQLException {
			Group rows = this.group.slice(from, to);
			boolean atOnce = rows.version() == null && (this.bound || to - from == 1);
			this.changed.addAndGet(atOnce ? update(rows, session) : session.inTransaction(() -> update(rows, session)));
		}

		private long update(Group rows, WriteSession session) throws SQLException {
			if (rows.rows().size() == 1) {
				RowChange row = rows.rows().get(0);
				long changed = session.change(updateOne(row));
				return (changed > 0 || row.version() == null) ? changed : skipped(List.of(row), session);
			}
			if (this.bound && rows.version() == null) {
				return session.change(updateMany(rows, false));
			}
			BitSet changed = this.bound ? session.updateMany(updateMany(rows, true))
					: session.updateEach(rows.rows().stream().map(this::updateOne).toList());
			if (rows.version() != null && changed.cardinality() < rows.rows().size()) {
				skipped(IntStream.range(0, rows.rows().size())
					.filter((row) -> !changed.get(row))
					.mapToObj((row) -> rows.rows().get(row))
					.toList(), session);
			}
			return changed.cardinality();
		}

		/**
		 * Whether rows that no longer have their version are not in the query set, which
		 * are skipped.
		 * @return 0, for none was changed
		 * @throws StaleObjectException if one of them is, or is gone
		 */
		private long skipped(List<RowChange> rows, WriteSession session) throws SQLException {
			ModelMetadata<?> model = this.state.model();
			List<Object> keys = rows.stream().map(RowChange::key).toList();
			Set<Object> outside = new HashSet<>();
			if (!this.state.filters().isEmpty()) {
				found(RowFilters.byOneOf(model.key(), keys), session).forEach(outside::add);
				found(RowFilters.andOneOf(this.state, model.key(), keys), session).forEach(outside::remove);
			}
			for (RowChange row : rows) {
				if (!outside.contains(model.key().comparable(row.key()))) {
					throw WriteExecutor.stale(this.name, this.state, row.key(), session);
				}
			}
			return 0;
		}

		private Stream<Object> found(QueryState rows, WriteSession session) throws SQLException {
			return session.keys(RowFilters.keys(rows)).stream().map(this.state.model().key()::comparable);
		}

		private Write.Update updateOne(RowChange row) {
			QueryState one = RowFilters.andKey(this.state, row.key());
			Change version = row.version();
			return new Write.Update((version != null) ? RowFilters.andValue(one, version) : one, row.changes(), false);
		}

		private Write.UpdateMany updateMany(Group rows, boolean numbered) {
			return new Write.UpdateMany(this.state, rows.changes(), rows.arrays(),
					rows.matched(this.state.model().key()), numbered);
		}

	}

}
