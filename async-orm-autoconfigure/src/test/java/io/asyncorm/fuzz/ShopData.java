package io.asyncorm.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * All rows of the bookshop, in memory.
 */
final class ShopData {

	private final Map<String, List<Row>> rows = new LinkedHashMap<>();

	/** Rows by table, column and value. */
	private final Map<String, Map<String, Map<Object, List<Row>>>> index = new HashMap<>();

	static ShopData read(JdbcTemplate jdbc) {
		ShopData data = new ShopData();
		for (ShopSchema.Table table : ShopSchema.tables()) {
			data.read(jdbc, table.name(), kinds(table));
			table.relationList().forEach((relation) -> {
				if (relation.link() != null && !data.rows.containsKey(relation.link())) {
					data.read(jdbc, relation.link(), Map.of());
				}
			});
		}
		return data;
	}

	private static Map<String, Kind> kinds(ShopSchema.Table table) {
		Map<String, Kind> kinds = new HashMap<>();
		table.fields().values().forEach((field) -> kinds.put(field.column(), field.kind()));
		return kinds;
	}

	private void read(JdbcTemplate jdbc, String table, Map<String, Kind> kinds) {
		List<Row> read = jdbc.query("select * from " + table, (result, number) -> {
			Map<String, @Nullable Object> values = new HashMap<>();
			for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
				String column = result.getMetaData().getColumnName(i);
				values.put(column, kinds.getOrDefault(column, Kind.INTEGER).read(result, i));
			}
			return new Row(values);
		});
		this.rows.put(table, read);
	}

	List<Row> all(ShopSchema.Table table) {
		return rows(table.name());
	}

	/**
	 * The rows that a relation leads to; for a many-to-many relation those of its link,
	 * of which each leads on to one row.
	 */
	List<Row> related(Row row, ShopSchema.Table source, ShopSchema.Relation relation) {
		ShopSchema.Table target = relation.target();
		if (relation.isForeignKey()) {
			return find(target.name(), target.keyField().column(), row.value(relation.from()));
		}
		Object key = row.value(source.keyField().column());
		return (relation.link() != null) ? find(relation.link(), relation.from(), key)
				: find(target.name(), relation.to(), key);
	}

	/** What a row of a link leads to; any other row itself. */
	@Nullable Row linked(@Nullable Row row, ShopSchema.Relation relation) {
		ShopSchema.Table target = relation.target();
		return (relation.link() == null || row == null) ? row
				: find(target.name(), target.keyField().column(), row.value(relation.to())).get(0);
	}

	private List<Row> find(String table, String column, @Nullable Object value) {
		if (value == null) {
			return List.of();
		}
		return this.index.computeIfAbsent(table, (any) -> new HashMap<>()).computeIfAbsent(column, (any) -> {
			Map<Object, List<Row>> byValue = new HashMap<>();
			for (Row row : rows(table)) {
				Object key = row.value(column);
				if (key != null) {
					byValue.computeIfAbsent(key, (first) -> new ArrayList<>()).add(row);
				}
			}
			return byValue;
		}).getOrDefault(value, List.of());
	}

	private List<Row> rows(String table) {
		return this.rows.getOrDefault(table, List.of());
	}

	/** A row: values by column. */
	record Row(Map<String, @Nullable Object> values) {

		@Nullable Object value(String column) {
			return this.values.get(column);
		}

	}

}
