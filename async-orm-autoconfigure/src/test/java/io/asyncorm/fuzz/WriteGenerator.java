package io.asyncorm.fuzz;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.asyncorm.fuzz.WriteTable.ForeignKey;
import io.asyncorm.fuzz.WriteTable.ToMany;
import org.jspecify.annotations.Nullable;

/**
 * Draws sequences of writes, among rows that are there at that point, and among few
 * values, so that keys are taken and rows meet. Not thread-safe.
 */
final class WriteGenerator {

	private static final String[] NAMES = { "a", "b", "c", "d", "e", "f" };

	private final Random random;

	private WriteMemory memory = new WriteMemory();

	private int next;

	WriteGenerator(Random random) {
		this.random = random;
	}

	/** A sequence of that many steps. */
	List<WriteStep> sequence(int length) {
		this.memory = new WriteMemory();
		List<WriteStep> steps = new ArrayList<>();
		while (steps.size() < length) {
			WriteStep step = (chance(12) && steps.size() > 5) ? atomic() : step();
			if (step != null && step.isPossible(this.memory)) {
				steps.add(step);
				this.memory = after(step, this.memory);
			}
		}
		return steps;
	}

	/** The memory after a step; as it was if that fails. */
	static WriteMemory after(WriteStep step, WriteMemory memory) {
		WriteMemory after = memory.copy();
		try {
			step.apply(after);
			return after;
		}
		catch (RuntimeException ex) {
			return memory;
		}
	}

	/** Steps of a transaction, which see what those before them did. */
	private WriteStep atomic() {
		WriteMemory before = this.memory;
		List<WriteStep> steps = new ArrayList<>();
		for (int i = 2 + this.random.nextInt(3); i > 0; i--) {
			WriteStep step = step();
			if (step != null && step.isPossible(this.memory)) {
				steps.add(step);
				this.memory = after(step, this.memory);
			}
		}
		this.memory = before;
		return new WriteStep.Atomic(steps, chance(4));
	}

	private @Nullable WriteStep step() {
		WriteTable table = WriteTable.values()[this.random.nextInt(WriteTable.values().length)];
		return switch (this.random.nextInt(16)) {
			case 0, 1, 2, 3 -> create(table);
			case 4 -> save(table);
			case 5 -> saveGone(table);
			case 6 -> new WriteStep.Update(table, lookup(table), changes(table), this.random.nextInt(3) - 1);
			case 7, 8 -> upsert(table);
			case 9 -> bulkCreate(table);
			case 10 -> bulkUpdate(table);
			case 11, 12, 13 -> link();
			case 14 -> new WriteStep.Delete(table, any(table), WriteLookup.ALL);
			default -> new WriteStep.Delete(table, null, lookup(table));
		};
	}

	private @Nullable WriteStep create(WriteTable table) {
		Map<String, @Nullable Object> values = values(table);
		WriteStep.Insertion[] ways = WriteStep.Insertion.values();
		return (values != null)
				? new WriteStep.Create(table, this.next++, values, ways[this.random.nextInt(ways.length)]) : null;
	}

	private @Nullable WriteStep save(WriteTable table) {
		Integer row = any(table);
		if (row == null) {
			return null;
		}
		boolean some = this.random.nextBoolean();
		Map<String, @Nullable Object> values = changes(table);
		if (chance(3)) {
			values.put("name", name());
		}
		return new WriteStep.Save(table, row, values, some, chance(5));
	}

	/** Without versions: what has one is stale. */
	private @Nullable WriteStep saveGone(WriteTable table) {
		Map<String, @Nullable Object> values = values(table);
		return (this.next == 0 || values == null || table.versioned()) ? null
				: new WriteStep.SaveGone(table, this.random.nextInt(this.next), values, chance(3));
	}

	private @Nullable WriteStep upsert(WriteTable table) {
		Map<String, @Nullable Object> values = values(table);
		if (values == null) {
			return null;
		}
		Map<String, @Nullable Object> lookup = new TreeMap<>();
		List<String> fields = (table.unique().isEmpty() || chance(4)) ? List.of("name") : table.unique();
		fields.forEach((field) -> lookup.put(field, values.remove(field)));
		return new WriteStep.Upsert(table, this.next++, lookup, values, this.random.nextBoolean());
	}

	private @Nullable WriteStep bulkCreate(WriteTable table) {
		List<Integer> rows = new ArrayList<>();
		List<Map<String, @Nullable Object>> values = new ArrayList<>();
		Set<List<@Nullable Object>> keys = new HashSet<>();
		for (int i = 1 + this.random.nextInt(4); i > 0; i--) {
			Map<String, @Nullable Object> row = values(table);
			if (row == null) {
				return null;
			}
			List<@Nullable Object> key = new ArrayList<>();
			table.unique().forEach((field) -> key.add(row.get(field)));
			// PostgreSQL refuses to update a row twice
			if (table.unique().isEmpty() || keys.add(key)) {
				rows.add(this.next++);
				values.add(row);
			}
		}
		boolean conflicting = !table.unique().isEmpty();
		WriteStep.Conflict[] ways = WriteStep.Conflict.values();
		return new WriteStep.BulkCreate(table, rows, values,
				conflicting ? ways[this.random.nextInt(ways.length)] : WriteStep.Conflict.ERROR);
	}

	private @Nullable WriteStep bulkUpdate(WriteTable table) {
		Map<Integer, Integer> scores = new LinkedHashMap<>();
		some(table).forEach((row) -> scores.put(row, score()));
		return scores.isEmpty() ? null : new WriteStep.BulkUpdate(table, scores);
	}

	private @Nullable WriteStep link() {
		ToMany relation = ToMany.ALL.get(this.random.nextInt(ToMany.ALL.size()));
		Integer owner = any(relation.owner());
		WriteStep.Linking[] ways = WriteStep.Linking.values();
		WriteStep.Linking how = relation.removable() ? ways[this.random.nextInt(ways.length)] : WriteStep.Linking.ADD;
		return (owner != null) ? new WriteStep.Link(relation, owner, how,
				(how == WriteStep.Linking.CLEAR) ? Set.of() : some(relation.target())) : null;
	}

	private WriteLookup lookup(WriteTable table) {
		List<String> keys = new ArrayList<>(new TreeMap<>(table.foreignKeys()).keySet());
		if (!keys.isEmpty() && chance(3)) {
			String key = keys.get(this.random.nextInt(keys.size()));
			if (chance(4)) {
				return new WriteLookup(key, "exact", null);
			}
			return chance(2) ? new WriteLookup(key + "__score", "gte", score())
					: new WriteLookup(key + "__name", "exact", name());
		}
		return switch (this.random.nextInt(8)) {
			case 0 -> WriteLookup.ALL;
			case 1, 2, 3 -> new WriteLookup("score", "gte", score());
			default -> new WriteLookup("name", "exact", name());
		};
	}

	/** Values for all fields; null if there is no row that a foreign key needs. */
	private @Nullable Map<String, @Nullable Object> values(WriteTable table) {
		Map<String, @Nullable Object> values = new TreeMap<>();
		values.put("name", name());
		values.put("score", score());
		for (Map.Entry<String, ForeignKey> key : new TreeMap<>(table.foreignKeys()).entrySet()) {
			Integer target = (key.getValue().nullable() && chance(2)) ? null : any(key.getValue().target());
			if (target == null && !key.getValue().nullable()) {
				return null;
			}
			values.put(key.getKey(), target);
		}
		return values;
	}

	/** A new score, and perhaps another target of a foreign key that is not unique. */
	private Map<String, @Nullable Object> changes(WriteTable table) {
		Map<String, @Nullable Object> changes = new TreeMap<>();
		changes.put("score", score());
		new TreeMap<>(table.foreignKeys()).forEach((name, key) -> {
			if (chance(3) && !table.unique().contains(name)) {
				Integer target = (key.nullable() && chance(3)) ? null : any(key.target());
				if (target != null || key.nullable()) {
					changes.put(name, target);
				}
			}
		});
		return changes;
	}

	private @Nullable Integer any(WriteTable table) {
		List<Integer> rows = new ArrayList<>(this.memory.of(table).keySet());
		return rows.isEmpty() ? null : rows.get(this.random.nextInt(rows.size()));
	}

	private Set<Integer> some(WriteTable table) {
		Collection<Integer> rows = this.memory.of(table).keySet();
		Set<Integer> some = new TreeSet<>();
		rows.forEach((row) -> {
			if (chance(2)) {
				some.add(row);
			}
		});
		return some;
	}

	private String name() {
		return NAMES[this.random.nextInt(NAMES.length)];
	}

	private Integer score() {
		return this.random.nextInt(5);
	}

	private boolean chance(int of) {
		return this.random.nextInt(of) == 0;
	}

}
