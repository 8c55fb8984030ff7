package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Models that change at random, and their source text. Not thread-safe.
 */
final class RandomModels {

	private final Random random;

	private int names;

	final List<Table> tables = new ArrayList<>();

	RandomModels(Random random) {
		this.random = random;
		addTable();
		addTable();
	}

	private String name(String start) {
		this.names++;
		return start + this.names;
	}

	/** Makes one change, and tells it. */
	String change() {
		this.tables.forEach(Table::settle);
		while (true) {
			String change = tryChange();
			if (change != null) {
				return change;
			}
		}
	}

	private @Nullable String tryChange() {
		Table table = pick(this.tables);
		Field field = table.fields.isEmpty() ? null : pick(table.fields);
		switch (this.random.nextInt(22)) {
			case 0 -> {
				return (this.tables.size() < 5) ? "add table " + addTable().name : null;
			}
			case 1 -> {
				boolean used = this.tables.stream()
					.anyMatch((other) -> other.links.contains(table)
							|| other != table && other.fields.stream().anyMatch((one) -> one.target == table));
				if (used || this.tables.size() < 3) {
					return null;
				}
				this.tables.remove(table);
				return "drop table " + table.name;
			}
			case 2 -> {
				if (table.formerName != null) {
					return null;
				}
				table.formerName = table.name;
				table.name = name("T");
				return "rename table " + table.formerName + " to " + table.name;
			}
			case 3, 4, 5, 6 -> {
				return "add " + addField(table).name + " to " + table.name;
			}
			case 7 -> {
				if (field == null || field.inUse(table)) {
					return null;
				}
				table.fields.remove(field);
				table.indexes.removeIf((index) -> index.contains(field));
				table.unique.removeIf((key) -> key.contains(field));
				return "drop " + field.name + " of " + table.name;
			}
			case 8 -> {
				if (field == null) {
					return null;
				}
				field.formerName = field.name;
				field.name = name("f");
				return "rename " + field.formerName + " to " + field.name;
			}
			case 9, 10 -> {
				return (field != null) ? retype(field, table) : null;
			}
			case 11 -> {
				if (field == null || field.target != null || field.computedOf != null || field.unique
						|| table.unique.stream().anyMatch((key) -> key.contains(field))) {
					return null;
				}
				field.nullable = !field.nullable;
				field.filled = true;
				return "nullable " + field.nullable + " of " + field.name;
			}
			case 12 -> {
				if (field == null || field.type.equals("boolean") || field.target != null || field.filled
						|| field.computedOf != null) {
					return null;
				}
				field.unique = !field.unique;
				return "unique " + field.unique + " of " + field.name;
			}
			case 13 -> {
				if (field == null || !field.isNumber()) {
					return null;
				}
				field.check = (field.check == null) ? ">= " + -this.random.nextInt(100) : null;
				return "check " + field.check + " of " + field.name;
			}
			case 14 -> {
				if (field == null) {
					return null;
				}
				field.comment = "It's " + name("comment ");
				table.comment = field.comment;
				return "comment of " + field.name;
			}
			case 15, 16 -> {
				if (table.fields.size() < 2) {
					return null;
				}
				List<Field> fields = List.of(table.fields.get(0), pick(table.fields.subList(1, table.fields.size())));
				if (!table.indexes.remove(fields)) {
					table.indexes.add(fields);
				}
				return "indexes of " + table.name;
			}
			case 17 -> {
				if (table.fields.size() < 2) {
					return null;
				}
				List<Field> fields = List.of(pick(table.fields.subList(1, table.fields.size())), table.fields.get(0));
				boolean unique = fields.stream().anyMatch((one) -> one.type.equals("String") && !one.filled);
				if (!table.unique.remove(fields) && unique) {
					table.unique.add(fields);
				}
				return "unique keys of " + table.name;
			}
			case 18 -> {
				if (field == null || field.target != null || field.computedOf != null
						|| field.databaseDefault == null && !field.isNumber()) {
					return null;
				}
				field.databaseDefault = (field.databaseDefault == null) ? "1 + " + this.random.nextInt(50) : null;
				return "default " + field.databaseDefault + " of " + field.name;
			}
			case 19 -> {
				if (field == null || field.target == null) {
					return null;
				}
				field.rule = field.rule.equals("DB_SET_NULL") ? "DO_NOTHING" : "DB_SET_NULL";
				return "rule " + field.rule + " of " + field.name;
			}
			case 20 -> {
				Table other = pick(this.tables);
				if (!table.links.remove(other)) {
					table.links.add(other);
				}
				return "links of " + table.name + " to " + other.name;
			}
			default -> {
				if (table.longKey) {
					return null;
				}
				table.longKey = true;
				return "key of " + table.name;
			}
		}
	}

	private @Nullable String retype(Field field, Table table) {
		if (field.target != null || field.databaseDefault != null) {
			return null;
		}
		if (field.computedOf != null) {
			field.factor++;
			return "computed otherwise: " + field.name;
		}
		String before = field.type;
		String text = field.length + before;
		switch (before) {
			case "short" -> field.type = "int";
			case "int" -> field.type = this.random.nextBoolean() ? "long" : "BigDecimal";
			case "long", "LocalDate", "boolean" -> field.type = table.isComputedOf(field) ? "BigDecimal" : "String";
			case "BigDecimal" -> field.type = table.isComputedOf(field) ? "BigDecimal" : "String";
			case "String" -> field.length = (field.length == 0) ? 100 : 0;
			default -> {
				return null;
			}
		}
		if (before.equals(field.type) && !before.equals("String") || before.equals("boolean")
				|| before.equals("LocalDate")) {
			field.type = before;
			return null;
		}
		if (field.type.equals("String")) {
			field.check = null;
		}
		return "type of " + field.name + " from " + text + " to " + field.type + field.length;
	}

	private Table addTable() {
		Table table = new Table(name("T"));
		this.tables.add(table);
		for (int i = 0; i < 3; i++) {
			addField(table);
		}
		return table;
	}

	private Field addField(Table table) {
		Field field = new Field(name("f"));
		List<Field> numbers = table.fields.stream().filter((one) -> one.isNumber() && one.computedOf == null).toList();
		switch (this.random.nextInt(9)) {
			case 0 -> field.type = "short";
			case 1 -> field.type = "long";
			case 2 -> field.type = "BigDecimal";
			case 3 -> field.type = "LocalDate";
			case 4 -> field.type = "boolean";
			case 5 -> {
				field.type = "Long";
				field.nullable = true;
				field.target = pick(this.tables);
				field.name = name("r");
			}
			case 6 -> {
				if (!numbers.isEmpty()) {
					field.type = "BigDecimal";
					field.computedOf = pick(numbers);
					field.nullable = true;
				}
			}
			case 7 -> field.type = "String";
			default -> {
			}
		}
		if (field.target == null && field.computedOf == null) {
			field.nullable = this.random.nextBoolean();
			field.filled = !field.nullable;
			field.databaseDefault = (field.isNumber() && this.random.nextInt(4) == 0) ? "7" : null;
			field.filled |= field.databaseDefault != null;
		}
		table.fields.add(field);
		return field;
	}

	private <T> T pick(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	/** All models in the text of one class. */
	String source(String type) {
		return """
				import io.asyncorm.model.*;
				import io.asyncorm.query.*;
				import java.math.BigDecimal;
				import java.time.LocalDate;
				import org.jspecify.annotations.Nullable;
				public final class %s {
				%s
				}
				""".formatted(type, this.tables.stream().map(Table::source).collect(Collectors.joining("\n")));
	}

	/** A table. */
	static final class Table {

		String name;

		@Nullable String formerName;

		String comment = "";

		boolean longKey;

		final List<Field> fields = new ArrayList<>();

		final List<List<Field>> indexes = new ArrayList<>();

		final List<List<Field>> unique = new ArrayList<>();

		final List<Table> links = new ArrayList<>();

		Table(String name) {
			this.name = name;
		}

		private void settle() {
			this.formerName = null;
			this.fields.forEach((field) -> field.formerName = null);
		}

		private boolean isComputedOf(Field field) {
			return this.fields.stream().anyMatch((other) -> other.computedOf == field);
		}

		String tableName() {
			return this.name.toLowerCase();
		}

		private String source() {
			StringBuilder text = new StringBuilder();
			String keys = this.unique.stream()
				.map((key) -> "@UniqueTogether({ " + names(key) + " })")
				.collect(Collectors.joining(", "));
			text.append("@Model(table = \"")
				.append(tableName())
				.append("\", uniqueTogether = { ")
				.append(keys)
				.append(" })\n");
			if (this.formerName != null) {
				text.append("@RenamedFrom(\"").append(this.formerName.toLowerCase()).append("\")\n");
			}
			if (!this.comment.isEmpty()) {
				text.append("@Comment(\"").append(this.comment).append("\")\n");
			}
			this.indexes.forEach((index) -> text.append("@Index(fields = { ")
				.append(names(index))
				.append(" }, where = \"")
				.append(index.get(1).columnName())
				.append(" is not null\")\n"));
			text.append("public record ")
				.append(this.name)
				.append("(@Nullable ")
				.append(this.longKey ? "Long" : "Integer");
			text.append(" id");
			this.fields.forEach((field) -> text.append(",\n    ").append(field.source()));
			for (Table link : this.links) {
				text.append(",\n    @ManyToMany(relatedName = \"of")
					.append(this.name)
					.append("\") Many<")
					.append(link.name)
					.append("> links")
					.append(link.name);
			}
			return text.append(") { }").toString();
		}

		private static String names(List<Field> fields) {
			return fields.stream().map((field) -> "\"" + field.name + "\"").collect(Collectors.joining(", "));
		}

	}

	/** A property. */
	static final class Field {

		String name;

		@Nullable String formerName;

		String type = "int";

		int length;

		boolean nullable;

		boolean unique;

		@Nullable String check;

		@Nullable String databaseDefault;

		String comment = "";

		@Nullable Table target;

		String rule = "DO_NOTHING";

		@Nullable Field computedOf;

		/** Whether several rows may have got the same value. */
		boolean filled;

		int factor = 2;

		Field(String name) {
			this.name = name;
		}

		boolean isNumber() {
			return this.target == null && (this.type.equals("short") || this.type.equals("int")
					|| this.type.equals("long") || this.type.equals("BigDecimal"));
		}

		private boolean inUse(Table table) {
			return table.isComputedOf(this);
		}

		String columnName() {
			return columnName(this.name);
		}

		private String columnName(String name) {
			return (this.target != null) ? name + "_id" : name;
		}

		private String source() {
			StringBuilder text = new StringBuilder();
			if (this.formerName != null) {
				text.append("@RenamedFrom(\"").append(columnName(this.formerName)).append("\") ");
			}
			if (!this.comment.isEmpty()) {
				text.append("@Comment(\"").append(this.comment).append("\") ");
			}
			text.append("@Column(unique = ").append(this.unique).append(", length = ").append(this.length).append(") ");
			if (this.check != null) {
				text.append("@Check(\"").append(columnName()).append(' ').append(this.check).append("\") ");
			}
			if (this.target != null) {
				return text.append("@ForeignKey(onDelete = OnDelete.")
					.append(this.rule)
					.append(", relatedName = \"of")
					.append(this.name)
					.append("\") @Nullable Ref<")
					.append(this.target.name)
					.append("> ")
					.append(this.name)
					.toString();
			}
			if (this.computedOf != null) {
				return text.append("@ReadOnly(\"")
					.append(this.computedOf.name)
					.append(" * ")
					.append(this.factor)
					.append("\") @Nullable BigDecimal ")
					.append(this.name)
					.toString();
			}
			if (this.databaseDefault != null) {
				text.append("@DatabaseDefault(\"").append(this.databaseDefault).append("\") ");
			}
			else if (!this.nullable) {
				text.append("@DefaultValue(\"").append(switch (this.type) {
					case "LocalDate" -> "2020-02-29";
					case "boolean" -> "true";
					case "String" -> "it's";
					default -> "5";
				}).append("\") ");
			}
			return text.append(this.nullable ? "@Nullable " : "")
				.append(javaType())
				.append(' ')
				.append(this.name)
				.toString();
		}

		private String javaType() {
			return !this.nullable ? this.type : switch (this.type) {
				case "short" -> "Short";
				case "int" -> "Integer";
				case "long" -> "Long";
				case "boolean" -> "Boolean";
				default -> this.type;
			};
		}

		/** A value that no other row has, as SQL. */
		String value(int number) {
			return switch (this.type) {
				case "LocalDate" -> "date '2000-01-01' + " + number;
				case "boolean" -> (number % 2 == 0) ? "true" : "false";
				case "String" -> "'text " + number + "'";
				case "BigDecimal" -> number + ".25";
				default -> Integer.toString(number);
			};
		}

	}

}
