package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Models that change at random in what every database has, and their source text. Not
 * thread-safe.
 */
final class PlainModels {

	private static final List<String> TYPES = List.of("short", "int", "long", "BigDecimal", "String", "LocalDate",
			"boolean", "ref", "computed");

	private final Random random;

	private int names;

	final List<Table> tables = new ArrayList<>();

	PlainModels(Random random) {
		this.random = random;
		Stream.generate(this::addTable).limit(3).toList();
	}

	/** Makes some changes, and tells them. */
	List<String> change(int number) {
		this.tables.forEach((table) -> {
			table.formerName = null;
			table.fields.forEach((field) -> field.formerName = null);
		});
		return Stream.generate(this::tryChange).flatMap(Stream::ofNullable).limit(number).toList();
	}

	private @Nullable String tryChange() {
		Table table = pick(this.tables);
		Field field = table.fields.isEmpty() ? addField(table) : pick(table.fields);
		boolean written = field.target == null && field.computedOf == null;
		switch (this.random.nextInt(16)) {
			case 0 -> {
				return (this.tables.size() < 5) ? "add table " + addTable().name : null;
			}
			case 1 -> {
				if (table.formerName == null) {
					table.formerName = table.name;
					table.name = name("t");
					return "rename " + table.formerName + " to " + table.name;
				}
			}
			case 2, 3 -> {
				return "add " + addField(table).name + " to " + table.name;
			}
			case 4 -> {
				if (table.fields.stream().noneMatch((one) -> one.computedOf == field)) {
					table.fields.remove(field);
					table.indexes.removeIf((index) -> index.contains(field));
					return "drop " + field.name + " of " + table.name;
				}
			}
			case 5 -> {
				if (field.formerName == null) {
					field.formerName = field.name;
					field.name = name("f");
					return "rename " + field.formerName + " to " + field.name;
				}
			}
			case 6, 7 -> {
				return written ? retype(field, table) : null;
			}
			case 8 -> {
				if (written && !field.unique) {
					field.nullable = !field.nullable;
					field.filled = true;
					return "nullable " + field.nullable + " of " + field.name;
				}
			}
			case 9 -> {
				if (written && !field.filled && !field.type.equals("boolean")) {
					field.unique = !field.unique;
					return "unique " + field.unique + " of " + field.name;
				}
			}
			case 10 -> {
				if (field.isNumber()) {
					field.check = (field.check == null) ? "> " + -1 * this.random.nextInt(1, 99) : null;
					field.checked = true;
					return "check " + field.check + " of " + field.name;
				}
			}
			case 11 -> {
				field.comment = name("It's ");
				table.comment = field.comment;
				return "comment of " + field.name;
			}
			case 12 -> {
				if (table.fields.size() > 1) {
					List<Field> fields = List.of(table.fields.get(0), table.fields.get(table.fields.size() - 1));
					return table.indexes.remove(fields) || table.indexes.add(fields) ? "indexes of " + table.name
							: null;
				}
			}
			case 13 -> {
				if (field.isNumber() && written && !field.unique) {
					field.databaseDefault = (field.databaseDefault == null) ? "(1 + " + this.random.nextInt(50) + ")"
							: null;
					field.filled = true;
					return "default " + field.databaseDefault + " of " + field.name;
				}
			}
			case 14 -> {
				if (field.target != null) {
					field.rule = field.rule.equals("DB_SET_NULL") ? "DO_NOTHING" : "DB_SET_NULL";
					return "rule " + field.rule + " of " + field.name;
				}
			}
			default -> {
				if (!table.longKey) {
					table.longKey = true;
					return "key of " + table.name;
				}
				if (field.computedOf != null) {
					field.factor++;
					return "computed otherwise: " + field.name;
				}
			}
		}
		return null;
	}

	private @Nullable String retype(Field field, Table table) {
		boolean used = table.fields.stream().anyMatch((one) -> one.computedOf == field);
		if (field.databaseDefault != null) {
			return null;
		}
		String before = field.type + field.length;
		switch (field.type) {
			case "short" -> field.type = "int";
			case "int" -> field.type = this.random.nextBoolean() ? "long" : "BigDecimal";
			case "long", "BigDecimal" -> field.type = (used || field.checked) ? field.type : "String";
			default -> field.length = field.type.equals("String") && field.length == 0 ? 100 : 0;
		}
		return before.equals(field.type + field.length) ? null
				: "type of " + field.name + " from " + before + " to " + field.type + field.length;
	}

	private Table addTable() {
		Table table = new Table(name("t"));
		this.tables.add(table);
		Stream.generate(() -> addField(table)).limit(3).toList();
		return table;
	}

	private Field addField(Table table) {
		Field field = new Field(name("f"));
		List<Field> numbers = table.fields.stream().filter((one) -> one.isNumber() && one.computedOf == null).toList();
		field.type = pick(TYPES);
		field.nullable = this.random.nextBoolean();
		switch (field.type) {
			case "ref" -> field.target = pick(this.tables);
			case "computed" -> {
				field.type = "BigDecimal";
				field.computedOf = numbers.isEmpty() ? null : pick(numbers);
			}
			default -> {
			}
		}
		field.filled = !field.nullable;
		field.nullable |= field.target != null || field.computedOf != null;
		table.fields.add(field);
		return field;
	}

	private String name(String start) {
		return start + ++this.names;
	}

	private <T> T pick(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	/** All models in the text of one class. */
	String source(String type) {
		return "import io.asyncorm.model.*;\nimport io.asyncorm.query.*;\nimport java.math.BigDecimal;\n"
				+ "import java.time.LocalDate;\nimport org.jspecify.annotations.Nullable;\npublic final class " + type
				+ " {\n" + this.tables.stream().map(Table::source).collect(Collectors.joining("\n")) + "\n}\n";
	}

	private static String renamed(@Nullable String from) {
		return (from != null) ? "@RenamedFrom(\"" + from + "\") " : "";
	}

	private static String comment(String comment) {
		return comment.isEmpty() ? "" : "@Comment(\"" + comment + "\") ";
	}

	/** A model. */
	static final class Table {

		String name;

		@Nullable String formerName;

		String comment = "";

		boolean longKey;

		final List<Field> fields = new ArrayList<>();

		final List<List<Field>> indexes = new ArrayList<>();

		Table(String name) {
			this.name = name;
		}

		String source() {
			return renamed(this.formerName) + comment(this.comment) + this.indexes.stream()
				.map((index) -> "@Index(fields = { \"" + index.get(0).name + "\", \"" + index.get(1).name + "\" }) ")
				.collect(Collectors.joining()) + "@Model(table = \"" + this.name + "\") public record "
					+ this.name.replace('t', 'T') + "(@Nullable " + (this.longKey ? "Long" : "Integer") + " id"
					+ this.fields.stream().map((field) -> ",\n    " + field.source()).collect(Collectors.joining())
					+ ") { }";
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

		/** Whether it has ever had a check, which nobody but a person drops. */
		boolean checked;

		@Nullable String databaseDefault;

		String comment = "";

		@Nullable Table target;

		String rule = "DO_NOTHING";

		@Nullable Field computedOf;

		int factor = 2;

		/** Whether several rows may have got the same value. */
		boolean filled;

		Field(String name) {
			this.name = name;
		}

		boolean isNumber() {
			return List.of("short", "int", "long", "BigDecimal").contains(this.type);
		}

		String source() {
			String head = renamed(this.formerName) + comment(this.comment) + "@Column(name = \"" + this.name
					+ "\", unique = " + this.unique + ", length = " + this.length + ") "
					+ ((this.check != null) ? "@Check(\"" + this.name + " " + this.check + "\") " : "");
			if (this.target != null) {
				return head + "@ForeignKey(onDelete = OnDelete." + this.rule + ", relatedName = \"of" + this.name
						+ "\") @Nullable Ref<" + this.target.name.replace('t', 'T') + "> " + this.name;
			}
			if (this.computedOf != null) {
				return head + "@ReadOnly(\"" + this.computedOf.name + " * " + this.factor + "\") @Nullable BigDecimal "
						+ this.name;
			}
			String value = switch (this.type) {
				case "LocalDate" -> "2020-02-29";
				case "boolean" -> "true";
				default -> "5";
			};
			String java = !this.nullable ? this.type : switch (this.type) {
				case "short" -> "@Nullable Short";
				case "int" -> "@Nullable Integer";
				case "long" -> "@Nullable Long";
				case "boolean" -> "@Nullable Boolean";
				default -> "@Nullable " + this.type;
			};
			return head + ((this.databaseDefault != null) ? "@DatabaseDefault(\"" + this.databaseDefault + "\") "
					: this.nullable ? "" : "@DefaultValue(\"" + value + "\") ") + java + " " + this.name;
		}

		/** A value that no other row has, as SQL. */
		String value(int number) {
			return switch (this.type) {
				case "LocalDate" -> "'" + (2000 + number) + "-01-31'";
				case "boolean" -> (number % 2 == 0) ? "true" : "false";
				case "String" -> "'text " + number + "'";
				case "BigDecimal" -> number + ".25";
				default -> Integer.toString(number);
			};
		}

	}

}
