package io.asyncorm.oracle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGInterval;
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
			jdbc.query("SELECT * FROM \"" + table + "\"", (row) -> {
				Map<String, @Nullable Object> values = row(row);
				rows.put(Objects.requireNonNull(values.get(key)), values);
			});
			tables.put(table, rows);
		}
		return tables;
	}

	private static Map<String, @Nullable Object> row(ResultSet row) throws SQLException {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
			values.put(row.getMetaData().getColumnName(column), value(row, column));
		}
		return values;
	}

	private static @Nullable Object value(ResultSet row, int column) throws SQLException {
		if (row.getObject(column) == null) {
			return null;
		}
		return switch (row.getMetaData().getColumnTypeName(column)) {
			case "date" -> row.getObject(column, LocalDate.class);
			case "time" -> row.getObject(column, LocalTime.class);
			case "timestamptz" -> row.getObject(column, OffsetDateTime.class).toInstant();
			case "uuid" -> row.getObject(column, UUID.class);
			case "jsonb" -> CaseFile.JSON.readTree(row.getString(column));
			case "interval" -> duration((PGInterval) row.getObject(column));
			default -> row.getObject(column);
		};
	}

	private static Duration duration(PGInterval interval) {
		return Duration.ofDays(interval.getDays())
			.plusHours(interval.getHours())
			.plusMinutes(interval.getMinutes())
			.plusSeconds(interval.getWholeSeconds())
			.plus(interval.getMicroSeconds(), ChronoUnit.MICROS);
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
	static boolean matches(JsonNode expected, Map<String, Map<String, List<Object>>> actual, boolean looseIds) {
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
				if (rows == null || !rows(kind.getValue(), rows, looseIds && kind.getKey().equals("inserted"))) {
					return false;
				}
			}
		}
		return true;
	}

	private static boolean rows(JsonNode expected, List<Object> actual, boolean withoutIds) {
		List<JsonNode> rows = new ArrayList<>();
		expected.forEach((row) -> {
			JsonNode copy = row.deepCopy();
			if (withoutIds) {
				((ObjectNode) copy).remove("id");
			}
			rows.add(copy);
		});
		return Comparison.SAME_DATABASE.lists(rows, actual, false);
	}

}
