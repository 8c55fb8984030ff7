package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a case has changed in the tables: all rows before and after it.
 */
final class TableChanges {

	private final Map<String, Map<Object, Map<String, @Nullable Object>>> before;

	TableChanges(JdbcTemplate jdbc) {
		this.before = read(jdbc);
	}

	private static Map<String, Map<Object, Map<String, @Nullable Object>>> read(JdbcTemplate jdbc) {
		Map<String, Map<Object, Map<String, @Nullable Object>>> tables = new LinkedHashMap<>();
		for (String table : OracleModels.tables()) {
			String key = OracleModels.keyColumn(table);
			Map<Object, Map<String, @Nullable Object>> rows = new TreeMap<>();
			StoredRow columns = StoredRow.of(OracleModels.ofTable(table));
			jdbc.query("SELECT * FROM " + table, (row) -> {
				Map<String, @Nullable Object> values = columns.read(row);
				rows.put(Objects.requireNonNull(values.get(key)), values);
			});
			tables.put(table, rows);
		}
		return tables;
	}

	/**
	 * The changes since then, in the oracle's form.
	 * @param looseIds whether inserted rows are without their keys
	 */
	Map<String, Map<String, List<Object>>> since(JdbcTemplate jdbc, boolean looseIds) {
		Map<String, Map<String, List<Object>>> changes = new LinkedHashMap<>();
		read(jdbc).forEach((table, rows) -> {
			Map<String, List<Object>> change = changes(table, rows, looseIds);
			if (!change.isEmpty()) {
				changes.put(table, change);
			}
		});
		return changes;
	}

	private Map<String, List<Object>> changes(String table, Map<Object, Map<String, @Nullable Object>> after,
			boolean looseIds) {
		Map<Object, Map<String, @Nullable Object>> rows = Objects.requireNonNull(this.before.get(table));
		Map<String, List<Object>> changes = new LinkedHashMap<>();
		after.forEach((key, row) -> {
			Map<String, @Nullable Object> old = rows.get(key);
			if (old == null) {
				Map<String, @Nullable Object> inserted = new LinkedHashMap<>(row);
				if (looseIds) {
					inserted.remove("id");
				}
				changes.computeIfAbsent("inserted", (any) -> new ArrayList<>()).add(inserted);
			}
			else if (!old.equals(row)) {
				changes.computeIfAbsent("updated", (any) -> new ArrayList<>()).add(List.of(key, update(old, row)));
			}
		});
		rows.keySet()
			.stream()
			.filter((key) -> !after.containsKey(key))
			.forEach((key) -> changes.computeIfAbsent("deleted", (any) -> new ArrayList<>()).add(key));
		return changes;
	}

	private static Map<String, List<@Nullable Object>> update(Map<String, @Nullable Object> old,
			Map<String, @Nullable Object> row) {
		Map<String, List<@Nullable Object>> update = new LinkedHashMap<>();
		old.forEach((column, value) -> {
			if (!Objects.equals(value, row.get(column))) {
				List<@Nullable Object> both = new ArrayList<>();
				both.add(value);
				both.add(row.get(column));
				update.put(column, both);
			}
		});
		return update;
	}

	/**
	 * Whether the changes are those that are expected; the order of rows does not count.
	 */
	static boolean matches(JsonNode expected, Map<String, Map<String, List<Object>>> actual, Comparison comparison,
			boolean looseIds) {
		if (expected.size() != actual.size()) {
			return false;
		}
		for (Map.Entry<String, JsonNode> table : expected.properties()) {
			Map<String, List<Object>> changes = actual.get(table.getKey());
			if (changes == null || changes.size() != table.getValue().size()) {
				return false;
			}
			for (Map.Entry<String, JsonNode> kind : table.getValue().properties()) {
				List<Object> rows = changes.get(kind.getKey());
				if (rows == null
						|| !rows(kind.getValue(), rows, comparison, looseIds && kind.getKey().equals("inserted"))) {
					return false;
				}
			}
		}
		return true;
	}

	private static boolean rows(JsonNode expected, List<Object> actual, Comparison comparison, boolean withoutIds) {
		List<JsonNode> rows = new ArrayList<>();
		expected.forEach((row) -> {
			JsonNode copy = row.deepCopy();
			if (withoutIds) {
				((ObjectNode) copy).remove("id");
			}
			rows.add(copy);
		});
		return comparison.lists(rows, actual, false);
	}

}
