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

	final List<RandomTable> tables = new ArrayList<>();

	RandomModels(Random random) {
		this.random = random;
		addTable();
		addTable();
	}

	private String name(String start) {
		this.names++;
		return start + this.names;
	}

	/** Makes some changes, and tells them. */
	List<String> change(int number) {
		this.tables.forEach(RandomTable::settle);
		List<String> changes = new ArrayList<>();
		while (changes.size() < number) {
			String change = tryChange();
			if (change != null) {
				changes.add(change);
			}
		}
		return changes;
	}

	private @Nullable String tryChange() {
		RandomTable table = pick(this.tables);
		RandomField field = table.fields.isEmpty() ? null : pick(table.fields);
		switch (this.random.nextInt(23)) {
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
				if (field == null || field.formerName != null) {
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
						|| table.unique.stream().anyMatch((key) -> key.contains(field))
						|| table.fields.stream().anyMatch((one) -> one.unique && one.computedOf == field)) {
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
				boolean text = field != null && field.type.equals("String");
				if (field == null || !field.isNumber() && !text) {
					return null;
				}
				String check = text ? "<> " + RandomText.constant(field.name) + " || '!'"
						: ">= " + -this.random.nextInt(100);
				field.check = (field.check == null) ? check : null;
				field.checked = true;
				return "check " + field.check + " of " + field.name;
			}
			case 14 -> {
				if (field == null) {
					return null;
				}
				field.comment = name("comment ") + RandomText.of(field.name);
				table.comment = field.comment;
				return "comment of " + field.name;
			}
			case 15, 16 -> {
				if (table.fields.size() < 2) {
					return null;
				}
				List<RandomField> fields = List.of(table.fields.get(0),
						pick(table.fields.subList(1, table.fields.size())));
				if (!table.indexes.remove(fields)) {
					table.indexes.add(fields);
				}
				return "indexes of " + table.name;
			}
			case 17 -> {
				if (table.fields.size() < 2) {
					return null;
				}
				List<RandomField> fields = List.of(pick(table.fields.subList(1, table.fields.size())),
						table.fields.get(0));
				boolean unique = fields.stream().anyMatch((one) -> one.type.equals("String") && !one.filled);
				if (!table.unique.remove(fields) && unique) {
					table.unique.add(fields);
				}
				return "unique keys of " + table.name;
			}
			case 18 -> {
				if (field == null || field.target != null || field.computedOf != null || field.unique
						|| table.unique.stream().anyMatch((key) -> key.contains(field))
						|| field.databaseDefault == null && !field.isNumber() && !field.type.equals("String")) {
					return null;
				}
				String value = field.isNumber() ? "1 + " + this.random.nextInt(50) : RandomText.constant(field.name);
				field.databaseDefault = (field.databaseDefault == null) ? value : null;
				// rows get it if the column is new
				field.filled = true;
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
				RandomTable other = pick(this.tables);
				if (!table.links.remove(other)) {
					table.links.add(other);
				}
				return "links of " + table.name + " to " + other.name;
			}
			case 21 -> {
				return (field != null) ? compute(field, table) : null;
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

	/** A written field becomes a computed one, or the other way round. */
	private @Nullable String compute(RandomField field, RandomTable table) {
		if (field.computedOf != null) {
			field.computedOf = null;
			field.filled = true;
			return "written: " + field.name;
		}
		List<RandomField> numbers = table.fields.stream()
			.filter((one) -> one != field && one.isNumber() && one.computedOf == null && !(field.unique && one.filled))
			.toList();
		if (numbers.isEmpty() || !field.isNumber() || field.databaseDefault != null || table.isComputedOf(field)) {
			return null;
		}
		field.type = "BigDecimal";
		field.computedOf = pick(numbers);
		field.nullable = true;
		return "computed: " + field.name;
	}

	private @Nullable String retype(RandomField field, RandomTable table) {
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
		// a check of numbers is in the way of texts, whether a model declares it or not
		if (before.equals(field.type) && !before.equals("String") || before.equals("boolean")
				|| before.equals("LocalDate")
				|| !before.equals("String") && field.type.equals("String") && field.checked) {
			field.type = before;
			return null;
		}
		return "type of " + field.name + " from " + text + " to " + field.type + field.length;
	}

	private RandomTable addTable() {
		RandomTable table = new RandomTable(name("T"));
		this.tables.add(table);
		for (int i = 0; i < 3; i++) {
			addField(table);
		}
		return table;
	}

	private RandomField addField(RandomTable table) {
		RandomField field = new RandomField(name("f"));
		List<RandomField> numbers = table.fields.stream()
			.filter((one) -> one.isNumber() && one.computedOf == null)
			.toList();
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
				""".formatted(type, this.tables.stream().map(RandomTable::source).collect(Collectors.joining("\n")));
	}

}
