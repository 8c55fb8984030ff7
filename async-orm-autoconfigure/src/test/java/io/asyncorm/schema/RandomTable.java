package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** A table of {@link RandomModels}. */
final class RandomTable {

	/** Another schema than that of the connection. */
	static final String SCHEMA = "other";

	String name;

	/** What the name of its table is made of. */
	String tableName;

	@Nullable String formerName;

	String schema = "";

	String comment = "";

	RandomKey key;

	boolean versioned;

	boolean stamped;

	@Nullable Check check;

	/** Which it is. */
	final String number;

	final List<RandomField> fields = new ArrayList<>();

	final List<Index> indexes = new ArrayList<>();

	final List<Unique> unique = new ArrayList<>();

	final List<Link> links = new ArrayList<>();

	RandomTable(String name, RandomKey key) {
		this.name = name;
		this.tableName = name;
		this.number = name.substring(1);
		this.key = key;
	}

	void settle() {
		this.formerName = null;
		this.fields.forEach(RandomField::settle);
	}

	boolean isComputedOf(RandomField field) {
		return this.fields.stream().anyMatch((other) -> other.computedOf == field);
	}

	/** Takes out a property, with all that is over it. */
	void remove(RandomField field) {
		this.fields.remove(field);
		this.indexes.removeIf((index) -> index.fields.contains(field));
		this.unique.removeIf((key) -> key.fields.contains(field));
		Check over = this.check;
		if (over != null && over.fields.contains(field)) {
			this.check = null;
		}
	}

	boolean isUnique(RandomField field) {
		return field.unique || this.unique.stream().anyMatch((key) -> key.fields.contains(field));
	}

	String tableName() {
		return tableName(this.tableName);
	}

	/** Its name before the last change. */
	String nameBefore() {
		return (this.formerName != null) ? tableName(this.formerName) : tableName();
	}

	private static String tableName(String name) {
		return RandomText.name(name.toLowerCase(), "");
	}

	String schemaName() {
		return this.schema.isEmpty() ? "public" : this.schema;
	}

	/** A name in its schema, as it stands in SQL. */
	String quoted(String name) {
		return (this.schema.isEmpty() ? "" : RandomText.quoted(this.schema) + ".") + RandomText.quoted(name);
	}

	String quotedName() {
		return quoted(tableName());
	}

	String source() {
		StringBuilder text = new StringBuilder(embedded());
		text.append("@Model(table = ")
			.append(RandomText.literal(tableName()))
			.append(", schema = \"")
			.append(this.schema)
			.append("\", uniqueTogether = { ")
			.append(this.unique.stream().map(Unique::source).collect(Collectors.joining(", ")))
			.append(" })\n");
		if (this.formerName != null) {
			text.append("@RenamedFrom(").append(RandomText.literal(tableName(this.formerName))).append(")\n");
		}
		if (!this.comment.isEmpty()) {
			text.append("@Comment(").append(RandomText.literal(this.comment)).append(")\n");
		}
		if (this.check != null) {
			text.append(this.check.source());
		}
		this.indexes.forEach((index) -> text.append(index.source()));
		List<String> components = new ArrayList<>(List.of(this.key.source(this)));
		this.fields.stream()
			.map((field) -> (field.embedded != null) ? field.embedded.source() : field.source())
			.distinct()
			.forEach(components::add);
		if (this.versioned) {
			components.add("@Version int version");
		}
		if (this.stamped) {
			components.add("@AutoNow @Nullable Instant changedAt, @SoftDelete @Nullable Instant deletedAt");
		}
		this.links.forEach((link) -> components.add(link.source()));
		return text.append("public record ")
			.append(this.name)
			.append("(")
			.append(String.join(",\n    ", components))
			.append(") { }")
			.toString();
	}

	/** The records of values that are embedded. */
	private String embedded() {
		Map<String, List<RandomField>> parts = new LinkedHashMap<>();
		this.fields.forEach((field) -> {
			if (field.embedded != null) {
				parts.computeIfAbsent(field.embedded.type(), (key) -> new ArrayList<>()).add(field);
			}
		});
		return parts.entrySet()
			.stream()
			.map((entry) -> "public record " + entry.getKey() + "("
					+ entry.getValue().stream().map(RandomField::source).collect(Collectors.joining(", ")) + ") { }\n")
			.collect(Collectors.joining());
	}

	private static String names(List<RandomField> fields) {
		return fields.stream().map((field) -> '"' + field.path() + '"').collect(Collectors.joining(", "));
	}

	/** An index. */
	record Index(List<RandomField> fields, boolean partial, String method) {

		String source() {
			RandomField last = this.fields.get(this.fields.size() - 1);
			return "@Index(fields = { " + names(this.fields) + " }"
					+ (this.partial ? ", where = " + RandomText.literal(last.quotedName() + " is not null") : "")
					+ (this.method.isEmpty() ? "" : ", method = \"" + this.method + '"') + ")\n";
		}

	}

	/** A unique key. */
	record Unique(List<RandomField> fields, boolean partial) {

		String source() {
			return "@UniqueTogether(value = { " + names(this.fields) + " }"
					+ (this.partial
							? ", where = " + RandomText.literal(this.fields.get(0).quotedName() + " is not null") : "")
					+ ")";
		}

	}

	/** A check of all the table. */
	record Check(List<RandomField> fields, String name) {

		String source() {
			return "@Check(name = \"" + this.name + "\", value = "
					+ RandomText.literal(this.fields.stream()
						.map((field) -> "coalesce(" + field.quotedName() + "::text, '') <> '?'")
						.collect(Collectors.joining(" or ")))
					+ ")\n";
		}

	}

	/** A relation to many. */
	record Link(String name, RandomTable target) {

		String source() {
			return "@ManyToMany(relatedName = \"of" + this.name + "\") Many<" + this.target.name + "> " + this.name;
		}

	}

}
