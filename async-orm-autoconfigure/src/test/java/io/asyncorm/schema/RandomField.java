package io.asyncorm.schema;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** A property of a {@link RandomTable}, or of a value that is embedded in it. */
final class RandomField {

	String name;

	@Nullable String formerName;

	RandomType type = RandomType.INT;

	@Nullable RandomType formerType;

	int length;

	boolean nullable;

	boolean unique;

	@Nullable String check;

	/** Whether it has ever had a check, which nobody but a person drops. */
	boolean checked;

	boolean databaseDefault;

	String comment = "";

	@Nullable RandomTable target;

	@Nullable RandomField toField;

	boolean oneToOne;

	String rule = "DO_NOTHING";

	@Nullable RandomField computedOf;

	/** Whether several rows may have got the same value. */
	boolean filled;

	int factor = 2;

	@Nullable Embedded embedded;

	RandomField(String name) {
		this.name = name;
	}

	void settle() {
		this.formerName = null;
		this.formerType = null;
	}

	/** Whether its column can be null. */
	boolean isNullable() {
		return this.nullable || isOptional();
	}

	/** Whether it is part of a value that can be null as a whole. */
	boolean isOptional() {
		return this.embedded != null && this.embedded.nullable;
	}

	boolean isNumber() {
		return isScalar() && this.type.isNumber();
	}

	boolean isScalar() {
		return this.target == null;
	}

	boolean isWritten() {
		return isScalar() && this.computedOf == null;
	}

	/** What a model calls it. */
	String path() {
		return (this.embedded != null) ? this.embedded.name + "__" + this.name : this.name;
	}

	List<String> columns() {
		return columns(this.name);
	}

	List<String> columns(String name) {
		if (this.target == null) {
			return List.of(((this.embedded != null) ? this.embedded.prefix() : "") + RandomText.name(name, ""));
		}
		if (this.toField != null) {
			return List.of(RandomText.name(name, "_to"));
		}
		List<String> key = this.target.key.columns();
		return (key.size() == 1) ? List.of(RandomText.name(name, "_id"))
				: key.stream().map((column) -> name + "_" + column).toList();
	}

	/** The name of its first column, as it stands in SQL. */
	String quotedName() {
		return RandomText.quoted(columns().get(0));
	}

	/** How its columns are shown as they were before the last change. */
	List<String> shown() {
		String cast = (this.formerType != null) ? "::" + this.formerType.sql() : "";
		return columns().stream().map((column) -> RandomText.quoted(column) + cast).toList();
	}

	String source() {
		StringBuilder text = new StringBuilder();
		if (this.formerName != null) {
			text.append("@RenamedFrom(").append(RandomText.literal(former(this.formerName))).append(") ");
		}
		if (!this.comment.isEmpty()) {
			text.append("@Comment(").append(RandomText.literal(this.comment)).append(") ");
		}
		if (this.check != null) {
			text.append("@Check(").append(RandomText.literal(this.check.formatted(ownName()))).append(") ");
		}
		if (this.target != null) {
			return text.append(relation(this.target)).append(this.name).toString();
		}
		text.append(column(RandomText.name(this.name, "")));
		RandomField computed = this.computedOf;
		if (computed != null) {
			String expression = computed.isNumber() ? " * " + this.factor : " || '" + this.factor + "'";
			text.append("@ReadOnly(")
				.append(RandomText.literal(computed.quotedName() + expression))
				.append(") @Nullable ")
				.append(computed.isNumber() ? "BigDecimal " : "String ");
			return text.append(this.name).toString();
		}
		String constant = this.type.constant(this.name);
		if (this.databaseDefault) {
			text.append("@DatabaseDefault(")
				.append(RandomText.literal(this.type.databaseDefault(this.name)))
				.append(") ");
		}
		else if (!this.nullable && constant != null) {
			text.append("@DefaultValue(").append(RandomText.literal(constant)).append(") ");
		}
		String java = this.type.java(this.nullable);
		String mark = this.nullable ? "@Nullable " : "";
		boolean array = java.endsWith("[]");
		return text.append(this.type.annotation())
			.append(array ? java.replace("[]", " " + mark + "[]") : mark + java)
			.append(' ')
			.append(this.name)
			.toString();
	}

	/** A part of an embedded value is called in it without the prefix. */
	private String ownName() {
		return RandomText.quoted((this.embedded != null) ? RandomText.name(this.name, "") : columns().get(0));
	}

	private String former(String name) {
		return (this.embedded != null) ? RandomText.name(name, "") : columns(name).get(0);
	}

	private String column(String name) {
		return "@Column(name = " + RandomText.literal(name) + ", unique = " + this.unique
				+ ((this.length > 0) ? ", length = " + this.length : "") + this.type.column() + ") ";
	}

	private String relation(RandomTable target) {
		List<String> columns = columns();
		boolean several = columns.size() > 1;
		String to = (this.toField != null) ? ", toField = \"" + this.toField.name + '"' : "";
		String names = several
				? columns.stream().map(RandomText::literal).collect(Collectors.joining(", ", ", columns = { ", " }"))
				: "";
		return (several ? "" : "@Column(name = " + RandomText.literal(columns.get(0)) + ") ")
				+ (this.oneToOne ? "@OneToOne" : "@ForeignKey") + "(onDelete = OnDelete." + this.rule
				+ ", relatedName = \"of" + this.name + '"' + to + names + ") @Nullable Ref<" + target.name + "> ";
	}

	/** A value that the field is part of. */
	static final class Embedded {

		final String name;

		boolean nullable;

		Embedded(String name, boolean nullable) {
			this.name = name;
			this.nullable = nullable;
		}

		String prefix() {
			return this.name + "_";
		}

		String type() {
			return this.name.toUpperCase();
		}

		String source() {
			return "@Embedded " + (this.nullable ? "@Nullable " : "") + type() + " " + this.name;
		}

	}

}
