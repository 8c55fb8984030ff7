package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.asyncorm.compiler.ValueExtractor;
import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowChange;
import org.jspecify.annotations.Nullable;

/**
 * Executes bulk updates ({@code abulkUpdate}): rows whose changes differ in no more than
 * their values are updated by one statement, where the database takes rows that are bound
 * as arrays, otherwise by a statement for each.
 */
final class BulkUpdates {

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
		Map<Form, Group> groups = new LinkedHashMap<>();
		for (RowChange row : rows) {
			ValueExtractor extractor = new ValueExtractor(session.dialect().comparedElements());
			List<Change> template = row.changes()
				.stream()
				.map((change) -> new Change(change.field(), extractor.extract(change.value())))
				.toList();
			groups
				.computeIfAbsent(new Form(row.version(), template),
						(form) -> new Group(form, new ArrayList<>(), new ArrayList<>()))
				.add(row, extractor.values());
		}
		List<Batch> batches = new ArrayList<>();
		for (Group group : groups.values()) {
			boolean together = session.dialect().capabilities().boundRows() && !group.bindsArrays()
					&& !operation.state().model().key().isComposite();
			int wanted = operation.batches().batchSize();
			int most = !together ? 1 : (wanted > 0) ? Math.min(wanted, BulkInserts.ARRAY_ROWS) : BulkInserts.ARRAY_ROWS;
			for (int from = 0; from < group.rows().size(); from += most) {
				Group part = group.slice(from, Math.min(from + most, group.rows().size()));
				batches.add(new UpdateBatch(operation, part, changed));
			}
		}
		return batches;
	}

	/**
	 * What rows must have in common to be updated by one statement.
	 *
	 * @param version the version that they must still have; null if they have none
	 * @param changes the changes, with slots for the values
	 */
	private record Form(@Nullable Change version, List<Change> changes) {
	}

	/**
	 * Rows whose changes differ in no more than their values.
	 *
	 * @param form what they have in common
	 * @param rows the rows
	 * @param values the values of each row, in the order of the slots
	 */
	private record Group(Form form, List<RowChange> rows, List<List<@Nullable Object>> values) {

		void add(RowChange row, List<@Nullable Object> values) {
			this.rows.add(row);
			this.values.add(values);
		}

		Group slice(int from, int to) {
			return new Group(this.form, this.rows.subList(from, to), this.values.subList(from, to));
		}

		/** Whether a value is an array itself, of which there can be no array. */
		boolean bindsArrays() {
			return this.values.get(0).stream().anyMatch((value) -> value instanceof Collection<?>);
		}

		/** The values of each slot. */
		List<Expression> arrays() {
			return IntStream.range(0, this.values.get(0).size())
				.<Expression>mapToObj((slot) -> Expression.Value
					.array(this.values.stream().<@Nullable Object>map((row) -> row.get(slot)).toList(), Object.class))
				.toList();
		}

	}

	/** Updates some rows of a group by one statement. */
	private record UpdateBatch(Operation.BulkUpdate operation, Group group, AtomicLong changed) implements Batch {

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
			Change version = this.group.form().version();
			this.changed.addAndGet((version == null) ? update(from, to, session)
					: session.inTransaction(() -> update(from, to, version, session)));
		}

		private long update(int from, int to, WriteSession session) throws SQLException {
			return session.change(
					(to - from == 1) ? updateOne(this.group.rows().get(from)) : updateMany(this.group.slice(from, to)));
		}

		/**
		 * Locks the rows that still have the version before they are changed, so that one
		 * that has not can be named.
		 */
		private long update(int from, int to, Change version, WriteSession session) throws SQLException {
			ModelField key = state().model().key();
			List<RowChange> rows = this.group.rows().subList(from, to);
			QueryState current = RowFilters
				.andValue(RowFilters.andOneOf(state(), key, rows.stream().map(RowChange::key).toList()), version);
			Set<Object> locked = new HashSet<>();
			session.keys(RowFilters.lockedKeys(current)).forEach((found) -> locked.add(key.comparable(found)));
			for (RowChange row : rows) {
				if (!locked.contains(key.comparable(row.key()))) {
					throw WriteExecutor.stale(this.operation, state().model(), row.key());
				}
			}
			return update(from, to, session);
		}

		private QueryState state() {
			return this.operation.state();
		}

		private Write updateOne(RowChange row) {
			return new Write.Update(RowFilters.andKey(state(), row.key()), row.changes(), false);
		}

		private Write updateMany(Group rows) {
			return new Write.UpdateMany(state(), rows.form().changes(), rows.arrays(), Expression.Value
				.array(rows.rows().stream().map(RowChange::key).toList(), state().model().key().type()));
		}

	}

}
