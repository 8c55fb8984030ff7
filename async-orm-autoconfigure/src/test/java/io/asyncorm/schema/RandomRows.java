package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of the tables of {@link RandomModels}, and of their links. */
final class RandomRows {

	private final JdbcClient jdbc;

	private int number;

	RandomRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A row for each table, whose values differ from others, and a link for each two. */
	void insert(RandomModels models, ModelRegistry registry) {
		this.number++;
		models.tables.forEach(this::insert);
		registry.joinTables().forEach(this::link);
	}

	private void insert(RandomTable table) {
		List<String> columns = new ArrayList<>(table.key.columns().stream().map(RandomText::quoted).toList());
		List<String> values = new ArrayList<>(List.of(table.key.values(this.number, table)));
		table.fields.stream().filter(RandomField::isWritten).forEach((field) -> {
			columns.add(field.quotedName());
			values.add(field.type.value(this.number));
		});
		if (table.versioned) {
			columns.add("version");
			values.add("1");
		}
		this.jdbc
			.sql("insert into " + table.quotedName() + " (" + String.join(", ", columns) + ") values ("
					+ String.join(", ", values) + ")")
			.update();
		table.fields.forEach((field) -> refer(table, field));
	}

	/** The last row refers to the last one of the target. */
	private void refer(RandomTable table, RandomField field) {
		RandomTable target = field.target;
		if (target == null) {
			return;
		}
		List<String> referred = (field.toField != null) ? field.toField.columns() : target.key.columns();
		this.jdbc
			.sql("update " + table.quotedName() + " set (" + quoted(field.columns()) + ") = row("
					+ referred.stream()
						.map((column) -> "(select " + RandomText.quoted(column) + last(target) + ")")
						.collect(Collectors.joining(", "))
					+ ") where (" + quoted(table.key.columns()) + ") = (select " + quoted(table.key.columns())
					+ last(table) + ")")
			.update();
	}

	private static String last(RandomTable table) {
		return " from " + table.quotedName() + " order by " + RandomText.quoted(table.key.columns().get(0))
				+ " desc limit 1";
	}

	private void link(ModelMetadata<?> links) {
		List<ModelField> ends = links.foreignKeys();
		String columns = ends.stream().flatMap((end) -> names(end).stream()).collect(Collectors.joining(", "));
		String rows = IntStream.range(0, ends.size()).mapToObj((i) -> {
			ModelField target = ends.get(i).target();
			assert target != null;
			String names = String.join(", ", names(target));
			return "(select " + names + " from " + table(target.model()) + " order by " + names(target).get(0)
					+ " desc limit 1) r" + i;
		}).collect(Collectors.joining(", "));
		String values = IntStream.range(0, ends.size()).boxed().flatMap((i) -> {
			ModelField target = ends.get(i).target();
			assert target != null;
			return names(target).stream().map((name) -> "r" + i + "." + name);
		}).collect(Collectors.joining(", "));
		this.jdbc.sql("insert into " + table(links) + " (" + columns + ") select " + values + " from " + rows).update();
	}

	private static List<String> names(ModelField field) {
		return field.columns().stream().map((column) -> RandomText.quoted(column.declaredColumn())).toList();
	}

	private static String table(ModelMetadata<?> model) {
		String schema = model.declaredTable().schema();
		return (schema.isEmpty() ? "" : schema + ".") + RandomText.quoted(model.declaredTable().table());
	}

	/**
	 * The values of properties and links that are there before and after a change, as
	 * text.
	 * @param before whether the change is yet to be made
	 */
	Map<Object, List<String>> contents(RandomModels models, boolean before) {
		Map<Object, List<String>> contents = new IdentityHashMap<>();
		Set<String> columns = columns();
		for (RandomTable table : models.tables) {
			String name = before ? table.nameBefore() : table.tableName();
			for (RandomField field : table.fields) {
				List<String> names = field
					.columns((before && field.formerName != null) ? field.formerName : field.name);
				boolean there = names.stream()
					.allMatch((column) -> columns.contains(table.schemaName() + "." + name + "." + column));
				if (field.computedOf == null && there) {
					List<String> shown = before ? names.stream().map(RandomText::quoted).toList() : field.shown();
					contents.put(field, texts(shown, table.quoted(name) + " order by " + quoted(table.key.columns())));
				}
			}
			for (RandomTable.Link link : table.links) {
				String links = name + "_" + link.name();
				String start = table.schemaName() + "." + links + ".";
				List<String> ends = columns.stream()
					.filter((column) -> column.startsWith(start) && !column.endsWith(".id"))
					.map((column) -> RandomText.quoted(column.substring(start.length())))
					.toList();
				if (!ends.isEmpty()) {
					contents.put(link, texts(ends, table.quoted(links) + " order by id"));
				}
			}
		}
		if (before) {
			contents.entrySet()
				.removeIf((entry) -> entry.getKey() instanceof RandomField field && !field.isNullable()
						&& entry.getValue().contains("null"));
		}
		return contents;
	}

	private Set<String> columns() {
		return new LinkedHashSet<>(this.jdbc
			.sql("select table_schema || '.' || table_name || '.' || column_name from information_schema.columns"
					+ " where table_schema in ('public', '" + RandomTable.SCHEMA + "') order by 1")
			.query(String.class)
			.list());
	}

	private List<String> texts(List<String> shown, String from) {
		String text = shown.stream()
			.map((column) -> "coalesce((" + column + ")::text, 'null')")
			.collect(Collectors.joining(" || ', ' || "));
		return this.jdbc.sql("select " + text + " from " + from).query(String.class).list();
	}

	private static String quoted(List<String> names) {
		return names.stream().map(RandomText::quoted).collect(Collectors.joining(", "));
	}

}
