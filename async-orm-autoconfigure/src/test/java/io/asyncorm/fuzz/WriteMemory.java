package io.asyncorm.fuzz;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import io.asyncorm.fuzz.WriteTable.ToMany;
import io.asyncorm.query.DuplicateObjectException;
import io.asyncorm.query.ProtectedException;
import io.asyncorm.query.RestrictedException;
import org.jspecify.annotations.Nullable;

/**
 * The rows that should be in the database, and what writes should make of them. Rows are
 * known by numbers of their own, since their keys are the database's.
 */
final class WriteMemory {

	private final Map<WriteTable, SortedMap<Integer, Map<String, @Nullable Object>>> rows = new EnumMap<>(
			WriteTable.class);

	private final Map<String, Set<List<Integer>>> links = new TreeMap<>();

	private final Set<List<Object>> inserted = new HashSet<>();

	WriteMemory() {
		for (WriteTable table : WriteTable.values()) {
			this.rows.put(table, new TreeMap<>());
		}
		ToMany.ALL.stream().filter(ToMany::manyToMany).forEach((each) -> this.links.put(each.links(), new HashSet<>()));
	}

	WriteMemory copy() {
		WriteMemory copy = new WriteMemory();
		this.rows
			.forEach((table, rows) -> rows.forEach((row, values) -> copy.of(table).put(row, new TreeMap<>(values))));
		this.links.forEach((name, links) -> copy.links(name).addAll(links));
		copy.inserted.addAll(this.inserted);
		return copy;
	}

	SortedMap<Integer, Map<String, @Nullable Object>> of(WriteTable table) {
		return Objects.requireNonNull(this.rows.get(table));
	}

	Set<List<Integer>> links(String name) {
		return Objects.requireNonNull(this.links.get(name));
	}

	/** Whether a row was inserted that may be gone by now. */
	boolean wasThere(WriteTable table, int row) {
		return this.inserted.contains(List.of(table, row));
	}

	boolean has(WriteTable table, Collection<Integer> rows) {
		return of(table).keySet().containsAll(rows);
	}

	/** Whether all that these values refer to is there. */
	boolean hasTargets(WriteTable table, Map<String, @Nullable Object> values) {
		return table.foreignKeys()
			.entrySet()
			.stream()
			.allMatch((key) -> values.get(key.getKey()) == null
					|| of(key.getValue().target()).containsKey(values.get(key.getKey())));
	}

	void insert(WriteTable table, int row, Map<String, @Nullable Object> values) {
		Map<String, @Nullable Object> stored = new TreeMap<>(values);
		table.foreignKeys().keySet().forEach((key) -> stored.putIfAbsent(key, null));
		if (table.versioned()) {
			stored.put("version", 1);
		}
		of(table).put(row, stored);
		this.inserted.add(List.of(table, row));
		requireUnique(table);
	}

	void update(WriteTable table, Collection<Integer> rows, Map<String, @Nullable Object> values) {
		for (Integer row : rows) {
			Map<String, @Nullable Object> stored = Objects.requireNonNull(of(table).get(row));
			stored.putAll(values);
			if (table.versioned()) {
				stored.merge("version", 1, (old, one) -> (Integer) old + (Integer) one);
			}
		}
		requireUnique(table);
	}

	private void requireUnique(WriteTable table) {
		Set<List<@Nullable Object>> keys = new HashSet<>();
		if (!table.unique().isEmpty() && !of(table).values().stream().allMatch((row) -> keys.add(key(table, row)))) {
			throw new DuplicateObjectException("in memory", null, List.of(), new IllegalStateException());
		}
	}

	private static List<@Nullable Object> key(WriteTable table, Map<String, @Nullable Object> row) {
		List<@Nullable Object> key = new ArrayList<>();
		table.unique().forEach((field) -> key.add(row.get(field)));
		return key;
	}

	/** The row with the same unique key; null if there is none. */
	@Nullable Integer same(WriteTable table, Map<String, @Nullable Object> values) {
		return of(table).entrySet()
			.stream()
			.filter((row) -> key(table, row.getValue()).equals(key(table, values)))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(null);
	}

	/** The rows that a relation leads to. */
	Set<Integer> related(ToMany relation, int owner) {
		Set<Integer> related = new TreeSet<>();
		if (!relation.manyToMany()) {
			of(relation.target()).forEach((row, values) -> {
				if (Objects.equals(values.get(relation.foreignKey()), owner)) {
					related.add(row);
				}
			});
			return related;
		}
		boolean back = relation.owner() == WriteTable.CLUB;
		links(relation.links()).forEach((link) -> {
			if (link.get(back ? 1 : 0) == owner) {
				related.add(link.get(back ? 0 : 1));
			}
		});
		return related;
	}

	/** Links rows; returns how many are written. */
	long add(ToMany relation, int owner, Collection<Integer> targets) {
		List<Integer> others = new TreeSet<>(targets).stream()
			.filter((target) -> !related(relation, owner).contains(target))
			.toList();
		if (!relation.manyToMany()) {
			Map<String, @Nullable Object> values = new LinkedHashMap<>();
			values.put(relation.foreignKey(), owner);
			update(relation.target(), others, values);
			return others.size();
		}
		int before = links(relation.links()).size();
		others.forEach((target) -> pairs(relation, owner, target).forEach(links(relation.links())::add));
		return links(relation.links()).size() - before;
	}

	/** Unlinks rows; returns how many are written. */
	long remove(ToMany relation, int owner, Collection<Integer> targets) {
		List<Integer> linked = related(relation, owner).stream().filter(targets::contains).toList();
		if (!relation.manyToMany()) {
			Map<String, @Nullable Object> values = new LinkedHashMap<>();
			values.put(relation.foreignKey(), null);
			update(relation.target(), linked, values);
			return linked.size();
		}
		int before = links(relation.links()).size();
		linked.forEach((target) -> pairs(relation, owner, target).forEach(links(relation.links())::remove));
		return before - links(relation.links()).size();
	}

	private static Set<List<Integer>> pairs(ToMany relation, int owner, int target) {
		List<Integer> link = List.of(owner, target);
		List<Integer> back = List.of(target, owner);
		return relation.symmetrical() ? new HashSet<>(List.of(link, back))
				: Set.of((relation.owner() == WriteTable.CLUB) ? back : link);
	}

	/**
	 * Deletes rows as Django does; returns how many of each model.
	 */
	Map<String, Long> delete(WriteTable table, Collection<Integer> rows) {
		Map<WriteTable, Set<Integer>> deleted = new EnumMap<>(WriteTable.class);
		Map<WriteTable, Set<Integer>> restricted = new EnumMap<>(WriteTable.class);
		collect(table, rows, deleted, restricted);
		restricted.forEach((referring, those) -> {
			if (!deleted.getOrDefault(referring, Set.of()).containsAll(those)) {
				throw new RestrictedException("in memory");
			}
		});
		Map<String, Long> counts = new TreeMap<>();
		deleted.forEach((each, gone) -> {
			unlink(each, gone, counts);
			of(each).keySet().removeAll(gone);
			counts.merge(each.model(), (long) gone.size(), Long::sum);
		});
		setNull();
		counts.values().removeIf((count) -> count == 0);
		return counts;
	}

	private void collect(WriteTable table, Collection<Integer> rows, Map<WriteTable, Set<Integer>> deleted,
			Map<WriteTable, Set<Integer>> restricted) {
		Set<Integer> known = deleted.computeIfAbsent(table, (any) -> new TreeSet<>());
		List<Integer> fresh = rows.stream().filter((row) -> !known.contains(row)).toList();
		known.addAll(fresh);
		for (WriteTable referring : WriteTable.values()) {
			referring.foreignKeys().forEach((field, key) -> {
				List<Integer> those = of(referring).entrySet()
					.stream()
					.filter((row) -> key.target() == table && fresh.contains(row.getValue().get(field)))
					.map(Map.Entry::getKey)
					.toList();
				if (!those.isEmpty()) {
					switch (key.rule()) {
						case CASCADE -> collect(referring, those, deleted, restricted);
						case RESTRICT -> restricted.computeIfAbsent(referring, (any) -> new TreeSet<>()).addAll(those);
						case PROTECT -> throw new ProtectedException("in memory");
						default -> {
						}
					}
				}
			});
		}
	}

	private void unlink(WriteTable table, Set<Integer> gone, Map<String, Long> counts) {
		for (ToMany relation : ToMany.ALL) {
			if (relation.manyToMany() && relation.owner() == table) {
				boolean back = table == WriteTable.CLUB;
				Set<List<Integer>> links = links(relation.links());
				int before = links.size();
				links.removeIf((link) -> gone.contains(link.get(back ? 1 : 0))
						|| relation.symmetrical() && gone.contains(link.get(1)));
				counts.merge(relation.links(), (long) before - links.size(), Long::sum);
			}
		}
	}

	/** What referred to rows that are gone now, and is left. */
	private void setNull() {
		this.rows.forEach((table, rows) -> rows.values().forEach((row) -> table.foreignKeys().forEach((field, key) -> {
			if (row.get(field) != null && !of(key.target()).containsKey(row.get(field))) {
				row.put(field, null);
			}
		})));
	}

	@Override
	public String toString() {
		Map<String, Object> all = new TreeMap<>();
		this.rows.forEach((table, rows) -> all.put(table.model(), rows));
		this.links.forEach((name, links) -> all.put(name, new TreeSet<>(links.stream().map(List::toString).toList())));
		return all.toString();
	}

}
