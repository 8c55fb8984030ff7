package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table of {@link RandomModels}. */
final class RandomTable {

	String name;

	@Nullable String formerName;

	String comment = "";

	boolean longKey;

	final List<RandomField> fields = new ArrayList<>();

	final List<List<RandomField>> indexes = new ArrayList<>();

	final List<List<RandomField>> unique = new ArrayList<>();

	final List<RandomTable> links = new ArrayList<>();

	RandomTable(String name) {
		this.name = name;
	}

	void settle() {
		this.formerName = null;
		this.fields.forEach((field) -> field.formerName = null);
	}

	boolean isComputedOf(RandomField field) {
		return this.fields.stream().anyMatch((other) -> other.computedOf == field);
	}

	String tableName() {
		return tableName(this.name);
	}

	static String tableName(String name) {
		return RandomText.name(name.toLowerCase(), "");
	}

	/** The name of the table, as it stands in SQL. */
	String quotedName() {
		return RandomText.quoted(tableName());
	}

	String source() {
		StringBuilder text = new StringBuilder();
		String keys = this.unique.stream()
			.map((key) -> "@UniqueTogether({ " + names(key) + " })")
			.collect(Collectors.joining(", "));
		text.append("@Model(table = ")
			.append(RandomText.literal(tableName()))
			.append(", uniqueTogether = { ")
			.append(keys)
			.append(" })\n");
		if (this.formerName != null) {
			text.append("@RenamedFrom(").append(RandomText.literal(tableName(this.formerName))).append(")\n");
		}
		if (!this.comment.isEmpty()) {
			text.append("@Comment(").append(RandomText.literal(this.comment)).append(")\n");
		}
		this.indexes.forEach((index) -> text.append("@Index(fields = { ")
			.append(names(index))
			.append(" }, where = ")
			.append(RandomText.literal(index.get(1).quotedName() + " is not null"))
			.append(")\n"));
		text.append("public record ").append(this.name).append("(@Nullable ").append(this.longKey ? "Long" : "Integer");
		text.append(" id");
		this.fields.forEach((field) -> text.append(",\n    ").append(field.source()));
		for (RandomTable link : this.links) {
			text.append(",\n    @ManyToMany(relatedName = \"of")
				.append(this.name)
				.append("\") Many<")
				.append(link.name)
				.append("> links")
				.append(link.name);
		}
		return text.append(") { }").toString();
	}

	private static String names(List<RandomField> fields) {
		return fields.stream().map((field) -> "\"" + field.name + "\"").collect(Collectors.joining(", "));
	}

}
