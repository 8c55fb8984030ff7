package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.asyncorm.compiler.ValueExtractor;
import io.asyncorm.expression.Expression;
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
		Map<List<Change>, Group> groups = new LinkedHashMap<>();
		for (RowChange row : rows) {
			ValueExtractor extractor = new ValueExtractor(session.dialect().comparedElements());
			List<Change> template = row.changes()
				.stream()
				.map((change) -> new Change(change.field(), extractor.extract(change.value())))
				.toList();
			groups.computeIfAbsent(template, (changes) -> new Group(changes, new ArrayList<>(), new ArrayList<>()))
				.add(row, extractor.values());
		}
		List<Batch> batches = new ArrayList<>();
		for (Group group : groups.values()) {
			boolean together = session.dialect().capabilities().boundRows() && !group.bindsArrays();
			int wanted = operation.batches().batchSize();
			int most = !together ? 1 : (wanted > 0) ? Math.min(wanted, BulkInserts.ARRAY_ROWS) : BulkInserts.ARRAY_ROWS;
			for (int from = 0; from < group.rows().size(); from += most) {
				Group part = group.slice(from, Math.min(from + most, group.rows().size()));
				batches.add(new UpdateBatch(operation.state(), part, changed));
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
	private record UpdateBatch(QueryState state, Group group, AtomicLong changed) implements Batch {

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
			this.changed.addAndGet(session.change((to - from == 1) ? updateOne(this.group.rows().get(from))
					: updateMany(this.group.slice(from, to))));
		}

		private Write updateOne(RowChange row) {
			return new Write.Update(RowFilters.andKey(this.state, row.key()), row.changes(), false);
		}

		private Write updateMany(Group rows) {
			return new Write.UpdateMany(this.state, rows.changes(), rows.arrays(), Expression.Value
				.array(rows.rows().stream().map(RowChange::key).toList(), this.state.model().key().type()));
		}

	}

}
