package io.asyncorm.schema;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Draws changes of {@link RandomModels}, each such that rows that there are can be kept.
 */
final class RandomChanges {

	private final RandomModels models;

	private final Random random;

	private final List<OfTable> ofTables = List.of((table) -> model().addTable(), (table) -> model().addMood(),
			(table) -> model().dropTable(table), this::rename, (table) -> model().addField(table),
			(table) -> model().addField(table), (table) -> model().addField(table), (table) -> model().addField(table),
			this::index, this::index, this::unique, this::check, this::links, this::links, this::key, this::version,
			this::stamp);

	private final List<OfField> ofFields = List.of(this::drop, this::rename, this::retype, this::retype, this::retype,
			this::nullable, this::unique, this::check, this::check, this::comment, this::databaseDefault,
			this::relation, this::compute, this::recompute);

	RandomChanges(RandomModels models, Random random) {
		this.models = models;
		this.random = random;
	}

	private RandomModels model() {
		return this.models;
	}

	/** Makes a change, and tells it; null if it could not be made. */
	@Nullable String attempt() {
		RandomTable table = this.models.pick(this.models.tables);
		int number = this.random.nextInt(this.ofTables.size() + this.ofFields.size());
		if (number < this.ofTables.size()) {
			return this.ofTables.get(number).change(table);
		}
		return table.fields.isEmpty() ? null
				: this.ofFields.get(number - this.ofTables.size()).change(table, this.models.pick(table.fields));
	}

	private @Nullable String rename(RandomTable table) {
		if (table.formerName != null) {
			return null;
		}
		table.formerName = table.tableName;
		table.tableName = this.models.name("T");
		if (!this.models.isLinked(table)) {
			table.name = table.tableName;
		}
		return "rename table " + table.formerName + " to " + table.tableName;
	}

	private @Nullable String index(RandomTable table) {
		if (table.fields.size() < 2) {
			return null;
		}
		RandomField one = this.models.pick(table.fields);
		String method = one.type.indexMethod();
		boolean plain = this.random.nextBoolean() || method == null || !one.isWritten();
		RandomTable.Index index = plain
				? new RandomTable.Index(List.of(table.fields.get(0), this.models.pick(tail(table))),
						this.random.nextBoolean(), "")
				: new RandomTable.Index(List.of(one), this.random.nextBoolean(), String.valueOf(method));
		if (!table.indexes.remove(index)) {
			table.indexes.add(index);
		}
		return "indexes of " + table.name + ": " + index.source();
	}

	private static List<RandomField> tail(RandomTable table) {
		return table.fields.subList(1, table.fields.size());
	}

	private @Nullable String unique(RandomTable table) {
		if (table.fields.size() < 2) {
			return null;
		}
		List<RandomField> fields = List.of(this.models.pick(tail(table)), table.fields.get(0));
		boolean unique = fields.stream().anyMatch((one) -> one.isWritten() && one.type.isDistinct() && !one.filled);
		boolean removed = table.unique.removeIf((key) -> key.fields().equals(fields));
		if (!removed && !unique) {
			return null;
		}
		if (!removed) {
			table.unique.add(new RandomTable.Unique(fields, this.random.nextInt(3) == 0));
		}
		return "unique keys of " + table.name;
	}

	private @Nullable String check(RandomTable table) {
		if (table.fields.size() < 2) {
			return null;
		}
		table.check = (table.check != null) ? null : new RandomTable.Check(
				Stream.of(table.fields.get(0), this.models.pick(tail(table))).toList(), this.models.name("c"));
		return "check of " + table.name;
	}

	private String links(RandomTable table) {
		RandomTable other = this.models.pick(this.models.tables);
		boolean removed = table.links.removeIf((link) -> link.target() == other);
		if (!removed) {
			table.links.add(new RandomTable.Link(this.models.name("m"), other));
		}
		return "links of " + table.name + " to " + other.name;
	}

	private @Nullable String key(RandomTable table) {
		RandomKey before = table.key;
		table.key = before.next();
		return (table.key != before) ? "key of " + table.name + ": " + table.key : null;
	}

	private String version(RandomTable table) {
		table.versioned = !table.versioned;
		return "version of " + table.name;
	}

	private String stamp(RandomTable table) {
		table.stamped = !table.stamped;
		return "stamps of " + table.name;
	}

	private @Nullable String drop(RandomTable table, RandomField field) {
		if (table.isComputedOf(field) || this.models.isReferred(field)) {
			return null;
		}
		table.remove(field);
		return "drop " + field.path() + " of " + table.name;
	}

	private @Nullable String rename(RandomTable table, RandomField field) {
		if (field.formerName != null || field.columns().size() > 1) {
			return null;
		}
		field.formerName = field.name;
		field.name = this.models.name("f");
		return "rename " + field.formerName + " to " + field.path();
	}

	private @Nullable String retype(RandomTable table, RandomField field) {
		if (!field.isWritten() || field.formerType != null || field.type.becomes().isEmpty()) {
			return null;
		}
		RandomType before = field.type;
		RandomType next = this.models.pick(before.becomes());
		// a check of numbers is in the way of texts, whether a model declares it or not
		if (field.checked && before != next && !(before.isNumber() && next.isNumber())
				|| table.isComputedOf(field) && before.isNumber() && !next.isNumber()
				|| next.constant(field.name) == null && !field.nullable && !field.databaseDefault) {
			return null;
		}
		field.formerType = before;
		field.type = next;
		field.length = (next == RandomType.TEXT && field.length == 0) ? 100 : 0;
		table.indexes.removeIf((index) -> index.fields().contains(field) && !index.method().isEmpty());
		return "type of " + field.path() + " from " + before + " to " + next + field.length;
	}

	private @Nullable String nullable(RandomTable table, RandomField field) {
		if (!field.isWritten() || table.isUnique(field) || this.models.isReferred(field)
				|| table.fields.stream().anyMatch((one) -> one.unique && one.computedOf == field)
				|| field.nullable && !field.databaseDefault && field.type.constant(field.name) == null) {
			return null;
		}
		field.nullable = !field.nullable;
		field.filled = true;
		return "nullable " + field.nullable + " of " + field.path();
	}

	private @Nullable String unique(RandomTable table, RandomField field) {
		if (!field.isWritten() || !field.type.isDistinct() || field.filled || field.embedded != null
				|| this.models.isReferred(field)) {
			return null;
		}
		field.unique = !field.unique;
		return "unique " + field.unique + " of " + field.path();
	}

	private @Nullable String check(RandomTable table, RandomField field) {
		String check = field.isWritten() ? field.type.check(field.name, this.random.nextInt(100)) : null;
		if (check == null) {
			return null;
		}
		field.check = (field.check == null) ? check : null;
		field.checked = true;
		return "check " + field.check + " of " + field.path();
	}

	private @Nullable String comment(RandomTable table, RandomField field) {
		if (field.columns().size() > 1) {
			return null;
		}
		field.comment = this.models.name("comment ") + RandomText.of(field.name);
		table.comment = field.comment;
		return "comment of " + field.path();
	}

	private @Nullable String databaseDefault(RandomTable table, RandomField field) {
		if (!field.isWritten() || table.isUnique(field) || field.isOptional()
				|| field.databaseDefault && !field.nullable && field.type.constant(field.name) == null) {
			return null;
		}
		field.databaseDefault = !field.databaseDefault;
		// rows get it if the column is new
		field.filled = true;
		return "default " + field.databaseDefault + " of " + field.path();
	}

	private @Nullable String relation(RandomTable table, RandomField field) {
		if (field.target == null) {
			return null;
		}
		if (this.random.nextBoolean()) {
			field.oneToOne = !field.oneToOne;
			return "one to one " + field.oneToOne + " of " + field.name;
		}
		field.rule = this.models.pick(List.of("DO_NOTHING", "CASCADE", "DB_SET_NULL", "DB_CASCADE"));
		return "rule " + field.rule + " of " + field.name;
	}

	/** A written field becomes a computed one, or the other way round. */
	private @Nullable String compute(RandomTable table, RandomField field) {
		if (field.computedOf != null) {
			field.computedOf = null;
			field.filled = true;
			return "written: " + field.path();
		}
		List<RandomField> sources = this.models.sources(table)
			.stream()
			.filter((one) -> one != field && !(table.isUnique(field) && one.filled))
			.toList();
		if (sources.isEmpty() || !field.isNumber() || field.databaseDefault || table.isComputedOf(field)
				|| this.models.isReferred(field) || field.embedded != null || field.check != null) {
			return null;
		}
		field.computedOf = this.models.pick(sources);
		field.type = field.computedOf.isNumber() ? RandomType.DECIMAL : RandomType.TEXT;
		field.length = 0;
		field.nullable = true;
		return "computed: " + field.path();
	}

	private @Nullable String recompute(RandomTable table, RandomField field) {
		if (field.computedOf == null) {
			return null;
		}
		field.factor++;
		return "computed otherwise: " + field.path();
	}

	/** A change of a table. */
	private interface OfTable {

		@Nullable String change(RandomTable table);

	}

	/** A change of a property. */
	private interface OfField {

		@Nullable String change(RandomTable table, RandomField field);

	}

}
