package io.asyncorm.schema.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.model.PropertyNames;

/**
 * The annotations of one component of a record.
 *
 * @param annotation writes one, of a name and arguments
 */
record ComponentAnnotations(InspectedTable table, InspectedProperty property, Relations relations,
		BiFunction<String, List<String>, String> annotation) {

	List<String> all() {
		List<String> all = new ArrayList<>();
		if (this.property.key() && !isKeyByItsName()) {
			all.add(annotation("PrimaryKey"));
		}
		if (isMade(this.property) && isDrawn() && needsToSaySo()) {
			all.add(annotation("GeneratedKey"));
		}
		if (this.property.link() != null) {
			all.add(link(this.property.link()));
		}
		List<String> column = column();
		if (!column.isEmpty()) {
			all.add(this.annotation.apply("Column", column));
		}
		addValues(all);
		if (this.property.type().json() && this.property.link() == null) {
			all.add(annotation("Json"));
		}
		if (!this.property.column().comment().isEmpty()) {
			all.add(annotation("Comment", JavaNames.literal(this.property.column().comment())));
		}
		return all;
	}

	private String annotation(String name, String... arguments) {
		return this.annotation.apply(name, List.of(arguments));
	}

	private boolean isKeyByItsName() {
		return this.property.name().equals("id") && this.table.key().size() == 1;
	}

	/** Whether a new row gets it from the database. */
	static boolean isMade(InspectedProperty property) {
		CatalogTable.Column column = property.column();
		return property.key() && property.link() == null
				&& (column.identity() != CatalogTable.Identity.NONE || column.defaultValue() != null);
	}

	private boolean isDrawn() {
		return Relations.isGenerated(this.property.column(), this.property.type());
	}

	/** A nullable number that is the whole key is drawn without a word. */
	private boolean needsToSaySo() {
		String type = this.property.type().name();
		return this.table.key().size() > 1 || !type.equals("java.lang.Long") && !type.equals("java.lang.Integer");
	}

	private void addValues(List<String> all) {
		CatalogTable.Column column = this.property.column();
		List<String> missing = (column.computedOf() != null) ? this.table.missingIn(column.computedOf()) : List.of();
		if (!missing.isEmpty()) {
			this.table.leaveOut("How '" + column.name() + "' is computed, " + column.computedOf() + ",", missing);
			all.add(annotation("ReadOnly"));
		}
		else if (column.computedOf() != null) {
			all.add(annotation("ReadOnly", JavaNames.literal(column.computedOf())));
		}
		else if (!this.property.key() && (this.table.table().view() || this.property.type().isVector()
				|| column.identity() != CatalogTable.Identity.NONE)) {
			all.add(annotation("ReadOnly"));
		}
		else if (column.defaultValue() != null && !(this.property.key() && isDrawn()) && !this.property.isOfSeveral()) {
			all.add(annotation("DatabaseDefault", JavaNames.literal(column.defaultValue())));
		}
	}

	private List<String> column() {
		List<String> arguments = new ArrayList<>();
		if (this.property.isOfSeveral()) {
			return arguments;
		}
		String name = this.property.column().name();
		String usual = PropertyNames.toSnakeCase(this.property.name()) + ((this.property.link() != null) ? "_id" : "");
		long alike = this.table.table()
			.columns()
			.stream()
			.filter((other) -> other.name().equalsIgnoreCase(name))
			.count();
		if (!usual.equals(name) && (!usual.equalsIgnoreCase(name) || alike > 1)) {
			arguments.add("name = " + JavaNames.literal(name));
		}
		JavaType type = this.property.type();
		if (this.property.link() == null) {
			addType(type, arguments);
			boolean wholeKey = this.property.key() && this.table.key().size() == 1;
			boolean unique = !wholeKey && this.table.isUnique(List.of(name));
			if (unique) {
				arguments.add("unique = true");
			}
		}
		else if (isOfOtherType(this.property.link())) {
			arguments.add("type = " + JavaNames.literal(this.property.column().type()));
		}
		return arguments;
	}

	/** Whether the column of a foreign key is of another type than what it refers to. */
	private boolean isOfOtherType(InspectedProperty.Link link) {
		String referred = Objects.requireNonNull(link.constraint().target()).columns().get(0);
		return !link.target().column(referred).type().equals(this.property.column().type());
	}

	private static void addType(JavaType type, List<String> arguments) {
		if (!type.declared().isEmpty()) {
			arguments.add("type = " + JavaNames.literal(type.declared()));
			return;
		}
		if (type.length() > 0) {
			arguments.add("length = " + type.length());
		}
		if (type.precision() > 0) {
			arguments.add("precision = " + type.precision());
		}
		if (type.scale() > 0) {
			arguments.add("scale = " + type.scale());
		}
	}

	private String link(InspectedProperty.Link link) {
		List<String> arguments = new ArrayList<>();
		CatalogTable.Target target = Objects.requireNonNull(link.constraint().target());
		arguments.add("onDelete = " + this.annotation.apply("OnDelete", List.of()).substring(1) + "." + rule(target));
		String relatedName = this.relations.relatedName(this.property);
		if (!relatedName.isEmpty()) {
			arguments.add("relatedName = " + JavaNames.literal(relatedName));
		}
		String referred = target.columns().get(0);
		InspectedProperty field = link.target().property(referred);
		if (target.columns().size() == 1 && !link.target().key().equals(target.columns()) && field != null) {
			arguments.add("toField = " + JavaNames.literal(field.name()));
		}
		List<String> columns = this.property.columns().stream().map(CatalogTable.Column::name).toList();
		if (this.property.isOfSeveral() && !columns.equals(usual(link))) {
			arguments.add("columns = { " + String.join(", ", columns.stream().map(JavaNames::literal).toList()) + " }");
		}
		return this.annotation.apply(link.unique() ? "OneToOne" : "ForeignKey", arguments);
	}

	/** How the columns are called that refer to rows of the same tenant. */
	private List<String> usual(InspectedProperty.Link link) {
		if (!link.shared()) {
			return List.of();
		}
		String prefix = PropertyNames.toSnakeCase(this.property.name()) + "_";
		return link.target().key().stream().skip(1).map(prefix::concat).toList();
	}

	private String rule(CatalogTable.Target target) {
		return switch (target.onDelete().toUpperCase(Locale.ROOT)) {
			case "CASCADE" -> "DB_CASCADE";
			case "SET NULL" -> this.property.isNullable() ? "DB_SET_NULL" : "DO_NOTHING";
			case "SET DEFAULT" -> (this.property.column().defaultValue() != null) ? "DB_SET_DEFAULT" : "DO_NOTHING";
			default -> "DO_NOTHING";
		};
	}

}
