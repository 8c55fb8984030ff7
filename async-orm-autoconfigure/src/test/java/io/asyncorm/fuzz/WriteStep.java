package io.asyncorm.fuzz;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.asyncorm.fuzz.WriteTable.ToMany;
import io.asyncorm.query.MultipleObjectsReturnedException;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.query.StaleObjectException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;

/**
 * One of the writes that are drawn, and what it should do in memory. Rows that were
 * dropped from a sequence with the step that made them make it impossible.
 */
sealed interface WriteStep {

	/** Whether all rows that it needs are there. */
	boolean isPossible(WriteMemory memory);

	/**
	 * Does in memory what should happen in the database, and gives what the library
	 * should give. What fails may leave the memory half changed.
	 */
	Object apply(WriteMemory memory);

	/** How a new object is written. */
	enum Insertion {

		KEYWORDS, OBJECT, SAVE

	}

	/** What is done with rows whose key is taken. */
	enum Conflict {

		ERROR, IGNORE, UPDATE

	}

	/** What is done to a relation. */
	enum Linking {

		ADD, REMOVE, SET, CLEAR

	}

	/** A row. */
	record Create(WriteTable table, int row, Map<String, @Nullable Object> values, Insertion how) implements WriteStep {

		@Override
		public boolean isPossible(WriteMemory memory) {
			return memory.hasTargets(this.table, this.values);
		}

		@Override
		public Object apply(WriteMemory memory) {
			memory.insert(this.table, this.row, this.values);
			return "created";
		}

	}

	/**
	 * Saves an object, all of it or some fields, as it is after these changes.
	 *
	 * @param stale whether its version is not that of the row
	 */
	record Save(WriteTable table, int row, Map<String, @Nullable Object> values, boolean some,
			boolean stale) implements WriteStep {

		@Override
		public boolean isPossible(WriteMemory memory) {
			return memory.has(this.table, List.of(this.row)) && memory.hasTargets(this.table, this.values);
		}

		@Override
		public Object apply(WriteMemory memory) {
			if (this.stale && this.table.versioned()) {
				throw new StaleObjectException(this.table.model(), this.row, "in memory");
			}
			memory.update(this.table, List.of(this.row), this.values);
			return "saved";
		}

	}

	/** Saves an object whose row is gone. */
	record SaveGone(WriteTable table, int row, Map<String, @Nullable Object> values,
			boolean some) implements WriteStep {

		@Override
		public boolean isPossible(WriteMemory memory) {
			return !memory.has(this.table, List.of(this.row)) && memory.wasThere(this.table, this.row)
					&& memory.hasTargets(this.table, this.values);
		}

		@Override
		public Object apply(WriteMemory memory) {
			if (this.some) {
				throw new NotUpdatedException("in memory");
			}
			memory.insert(this.table, this.row, this.values);
			return "saved";
		}

	}

	/**
	 * Updates the rows that a lookup matches.
	 *
	 * @param added what is added to the scores; 0 if they are set to a value
	 */
	record Update(WriteTable table, WriteLookup where, Map<String, @Nullable Object> values,
			int added) implements WriteStep {

		@Override
		public boolean isPossible(WriteMemory memory) {
			return memory.hasTargets(this.table, this.values);
		}

		@Override
		public Object apply(WriteMemory memory) {
			Collection<Integer> rows = this.where.rows(memory, this.table);
			Map<String, @Nullable Object> changes = new TreeMap<>(this.values);
			if (this.added != 0) {
				changes.remove("score");
				rows.forEach((row) -> Objects.requireNonNull(memory.of(this.table).get(row))
					.merge("score", this.added, (old, more) -> (Integer) old + (Integer) more));
			}
			memory.update(this.table, rows, changes);
			return (long) rows.size();
		}

	}

	/** Finds, or updates, the row of a name, or inserts it. */
	record Upsert(WriteTable table, int row, Map<String, @Nullable Object> lookup, Map<String, @Nullable Object> values,
			boolean update) implements WriteStep {

		@Override
		public boolean isPossible(WriteMemory memory) {
			return memory.hasTargets(this.table, this.values) && memory.hasTargets(this.table, this.lookup);
		}

		@Override
		public Object apply(WriteMemory memory) {
			List<Integer> found = memory.of(this.table)
				.entrySet()
				.stream()
				.filter((each) -> each.getValue().entrySet().containsAll(this.lookup.entrySet()))
				.map(Map.Entry::getKey)
				.toList();
			if (found.size() > 1) {
				throw new MultipleObjectsReturnedException("in memory", "in memory", found.size());
			}
			if (found.isEmpty()) {
				Map<String, @Nullable Object> all = new TreeMap<>(this.values);
				all.putAll(this.lookup);
				memory.insert(this.table, this.row, all);
				return "created";
			}
			if (this.update) {
				memory.update(this.table, found, this.values);
			}
			return "found " + found.get(0);
		}

	}

	/** Several rows at once. */
	record BulkCreate(WriteTable table, List<Integer> rows, List<Map<String, @Nullable Object>> values,
			Conflict conflict) implements WriteStep {

		@Override
		public boolean isPossible(WriteMemory memory) {
			return this.values.stream().allMatch((each) -> memory.hasTargets(this.table, each));
		}

		@Override
		public Object apply(WriteMemory memory) {
			List<Object> results = new ArrayList<>();
			for (int i = 0; i < this.rows.size(); i++) {
				Map<String, @Nullable Object> row = Objects.requireNonNull(this.values.get(i));
				Integer same = (this.conflict != Conflict.ERROR) ? memory.same(this.table, row) : null;
				if (same == null) {
					insert(memory, i, row);
				}
				else if (this.conflict == Conflict.UPDATE) {
					Map<String, @Nullable Object> changes = new TreeMap<>();
					changes.put("score", row.get("score"));
					memory.update(this.table, List.of(same), changes);
				}
			}
			results.add(this.rows.size());
			return results;
		}

		private void insert(WriteMemory memory, int index, Map<String, @Nullable Object> row) {
			try {
				memory.insert(this.table, this.rows.get(index), row);
			}
			catch (DuplicateKeyException ex) {
				throw new RefusedRowException(index, 0, ex);
			}
		}

	}

	/** Scores of several rows, each its own. */
	record BulkUpdate(WriteTable table, Map<Integer, Integer> scores) implements WriteStep {

		@Override
		public boolean isPossible(WriteMemory memory) {
			return memory.has(this.table, this.scores.keySet());
		}

		@Override
		public Object apply(WriteMemory memory) {
			this.scores.forEach((row, score) -> {
				Map<String, @Nullable Object> values = new TreeMap<>();
				values.put("score", score);
				memory.update(this.table, List.of(row), values);
			});
			return (long) this.scores.size();
		}

	}

	/** Changes what is related to a row. */
	record Link(ToMany relation, int owner, Linking how, Set<Integer> targets) implements WriteStep {

		@Override
		public boolean isPossible(WriteMemory memory) {
			return memory.has(this.relation.owner(), List.of(this.owner))
					&& memory.has(this.relation.target(), this.targets);
		}

		@Override
		public Object apply(WriteMemory memory) {
			Set<Integer> before = memory.related(this.relation, this.owner);
			return switch (this.how) {
				case ADD -> memory.add(this.relation, this.owner, this.targets);
				case REMOVE -> memory.remove(this.relation, this.owner, this.targets);
				case CLEAR -> memory.remove(this.relation, this.owner, before);
				case SET -> {
					Set<Integer> others = new TreeSet<>(before);
					others.removeAll(this.targets);
					long removed = memory.remove(this.relation, this.owner, others);
					yield List.of(memory.add(this.relation, this.owner, this.targets), removed);
				}
			};
		}

	}

	/** Deletes one row by its object, or those that a lookup matches. */
	record Delete(WriteTable table, @Nullable Integer row, WriteLookup where) implements WriteStep {

		@Override
		public boolean isPossible(WriteMemory memory) {
			return this.row == null || memory.has(this.table, List.of(this.row));
		}

		@Override
		public Object apply(WriteMemory memory) {
			Map<String, Long> counts = memory.delete(this.table,
					(this.row != null) ? List.of(this.row) : this.where.rows(memory, this.table));
			return new LinkedHashMap<>(counts);
		}

	}

	/**
	 * Several steps in one transaction.
	 *
	 * @param failing whether it is rolled back at the end
	 */
	record Atomic(List<WriteStep> steps, boolean failing) implements WriteStep {

		@Override
		public boolean isPossible(WriteMemory memory) {
			return true;
		}

		@Override
		public Object apply(WriteMemory memory) {
			List<Object> results = new ArrayList<>();
			for (WriteStep step : this.steps) {
				results.add(step.isPossible(memory) ? step.apply(memory) : "impossible");
			}
			if (this.failing) {
				throw new IllegalStateException("rolled back");
			}
			return results;
		}

	}

}
