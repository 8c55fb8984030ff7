package io.asyncorm.schema;

import org.jspecify.annotations.Nullable;

/** A property of a {@link RandomTable}. */
final class RandomField {

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

	@Nullable RandomTable target;

	String rule = "DO_NOTHING";

	@Nullable RandomField computedOf;

	/** Whether several rows may have got the same value. */
	boolean filled;

	int factor = 2;

	RandomField(String name) {
		this.name = name;
	}

	boolean isNumber() {
		return this.target == null && (this.type.equals("short") || this.type.equals("int") || this.type.equals("long")
				|| this.type.equals("BigDecimal"));
	}

	boolean inUse(RandomTable table) {
		return table.isComputedOf(this);
	}

	String columnName() {
		return columnName(this.name);
	}

	String columnName(String name) {
		return RandomText.name(name, (this.target != null) ? "_id" : "");
	}

	/** The name of the column, as it stands in SQL. */
	String quotedName() {
		return RandomText.quoted(columnName());
	}

	String source() {
		StringBuilder text = new StringBuilder();
		if (this.formerName != null) {
			text.append("@RenamedFrom(").append(RandomText.literal(columnName(this.formerName))).append(") ");
		}
		if (!this.comment.isEmpty()) {
			text.append("@Comment(").append(RandomText.literal(this.comment)).append(") ");
		}
		text.append("@Column(name = ")
			.append(RandomText.literal(columnName()))
			.append(", unique = ")
			.append(this.unique)
			.append(", length = ")
			.append(this.length)
			.append(") ");
		if (this.check != null) {
			text.append("@Check(").append(RandomText.literal(quotedName() + " " + this.check)).append(") ");
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
			return text.append("@ReadOnly(")
				.append(RandomText.literal(this.computedOf.quotedName() + " * " + this.factor))
				.append(") @Nullable BigDecimal ")
				.append(this.name)
				.toString();
		}
		if (this.databaseDefault != null) {
			text.append("@DatabaseDefault(").append(RandomText.literal(this.databaseDefault)).append(") ");
		}
		else if (!this.nullable) {
			text.append("@DefaultValue(").append(RandomText.literal(switch (this.type) {
				case "LocalDate" -> "2020-02-29";
				case "boolean" -> "true";
				case "String" -> RandomText.of(this.name);
				default -> "5";
			})).append(") ");
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
