package io.asyncorm.schema.inspection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.model.PropertyNames;

/**
 * Writes the record of one table. Used once.
 */
final class ModelWriter {

	private static final String MODEL = "io.asyncorm.model.";

	/** What the database adds to a column that holds documents. */
	private static final Pattern OF_DOCUMENT = Pattern.compile("(?i)\\(?json_valid\\(.*");

	private final InspectedTable table;

	private final Relations relations;

	private final boolean inCurrentSchema;

	private final Imports imports;

	/**
	 * @param inCurrentSchema whether the table is found by its name alone
	 */
	ModelWriter(InspectedTable table, Relations relations, boolean inCurrentSchema, Imports imports) {
		this.table = table;
		this.relations = relations;
		this.inCurrentSchema = inCurrentSchema;
		this.imports = imports;
	}

	/** The source of the record. */
	String write(String packageName) {
		StringBuilder body = new StringBuilder();
		body.append(documentation());
		annotations().forEach((annotation) -> body.append(annotation).append('\n'));
		body.append("public record ").append(this.table.model()).append("(\n");
		body.append(this.table.properties().stream().map(this::component).collect(Collectors.joining(",\n")));
		body.append(") {\n\n");
		for (String remark : this.table.remarks()) {
			body.append("\t// ").append(JavaNames.comment(remark)).append('\n');
		}
		body.append(this.table.remarks().isEmpty() ? "" : "\n").append("}\n");
		return "package " + packageName + ";\n\n" + this.imports.text() + body;
	}

	private String documentation() {
		CatalogTable catalog = this.table.table();
		StringBuilder text = new StringBuilder("/**\n * A row of the ").append(catalog.view() ? "view" : "table")
			.append(" {@code ")
			.append(JavaNames.comment(catalog.schema() + "." + catalog.name()).replaceAll("[{}@]|\\*/", "_"))
			.append("}.\n");
		if (!this.table.keyIsKnown()) {
			text.append(" * No key of it is known: '")
				.append(this.table.properties()
					.stream()
					.filter(InspectedProperty::key)
					.map(InspectedProperty::name)
					.collect(Collectors.joining(", ")))
				.append("' is taken for it. Put @PrimaryKey\n * where no two rows have the same value.\n");
		}
		if (this.relations.tenants().isDistributed(this.table)) {
			text.append(" * Its rows are taken for those of tenants, who are told apart by '")
				.append(JavaNames.comment(this.table.key().get(0)).replaceAll("[{}@]|\\*/", "_"))
				.append(this.relations.tenants().partitions(this.table) > 0 ? "', by which it is\n * divided."
						: "': all keys that\n * lead from one such table to another share it.")
				.append(" If that is no tenant, leave distributedBy out of all of\n * these models, and declare the columns"
						+ " of such keys as properties instead of a Ref.\n");
		}
		return text.append(" */\n").toString();
	}

	private List<String> annotations() {
		CatalogTable catalog = this.table.table();
		List<String> arguments = new ArrayList<>();
		if (!PropertyNames.toSnakeCase(this.table.model()).equalsIgnoreCase(catalog.name())) {
			arguments.add("table = " + JavaNames.literal(catalog.name()));
		}
		if (!this.inCurrentSchema) {
			arguments.add("schema = " + JavaNames.literal(catalog.schema()));
		}
		if (this.relations.tenants().isDistributed(this.table)) {
			arguments.add("distributedBy = " + JavaNames.literal(names(this.table.key()).get(0)));
			int partitions = this.relations.tenants().partitions(this.table);
			if (partitions > 0) {
				arguments.add("partitions = " + partitions);
			}
		}
		List<String> together = uniqueTogether();
		if (!together.isEmpty()) {
			arguments.add("uniqueTogether = "
					+ ((together.size() == 1) ? together.get(0) : "{ " + String.join(", ", together) + " }"));
		}
		List<String> annotations = new ArrayList<>();
		annotations.add(annotation("Model", arguments));
		for (CatalogTable.Constraint check : catalog.constraints(Kind.CHECK)) {
			if (check.expression().isBlank() || OF_DOCUMENT.matcher(check.expression()).matches()) {
				continue;
			}
			List<String> missing = this.table.missingIn(check.expression());
			if (!missing.isEmpty()) {
				this.table.leaveOut("The check '" + check.name() + "' " + check.expression(), missing);
			}
			else {
				annotations.add(annotation("Check", List.of("value = " + JavaNames.literal(check.expression()),
						"name = " + JavaNames.literal(check.name()))));
			}
		}
		catalog.constraints(Kind.EXCLUSION)
			.forEach((exclusion) -> this.table.remarks()
				.add("The exclusion '" + exclusion.name() + "' is left out, which the database goes on to see to: "
						+ exclusion.expression()));
		annotations.addAll(indexes());
		if (!catalog.comment().isEmpty()) {
			annotations.add(annotation("Comment", List.of(JavaNames.literal(catalog.comment()))));
		}
		return annotations;
	}

	private String annotation(String name, List<String> arguments) {
		return "@" + this.imports.use(MODEL + name)
				+ (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")");
	}

	private List<String> uniqueTogether() {
		List<String> all = new ArrayList<>();
		for (List<String> key : this.table.uniqueKeys()) {
			List<String> names = names(key);
			boolean ofLink = names.size() == 1 && key.size() > 1
					|| links().anyMatch((link) -> columns(link).size() == key.size() && columns(link).containsAll(key));
			if (names.isEmpty()) {
				this.table.remarks()
					.add("The unique key over (" + String.join(", ", key)
							+ ") is left out: it is over more than properties.");
			}
			else if (key.size() > 1 && !ofLink && !key.equals(this.table.key())) {
				all.add(annotation("UniqueTogether", List.of(list(names))));
			}
		}
		for (CatalogTable.Index index : this.table.table().indexes()) {
			List<String> names = names(index);
			List<String> missing = this.table.missingIn(index.condition());
			if (!missing.isEmpty()) {
				this.table.leaveOut("Index '" + index.name() + "'", missing);
			}
			else if (index.unique() && !index.condition().isEmpty() && !names.isEmpty()) {
				// how an index is sorted is nothing to a key
				List<String> plain = names.stream().map((name) -> name.replaceFirst("^-", "")).toList();
				all.add(annotation("UniqueTogether",
						List.of("value = " + list(plain), "where = " + JavaNames.literal(index.condition()))));
			}
		}
		return all.stream().distinct().toList();
	}

	private List<String> indexes() {
		List<String> all = new ArrayList<>();
		for (CatalogTable.Index index : this.table.table().indexes()) {
			if (!this.table.missingIn(index.condition()).isEmpty()) {
				continue;
			}
			List<String> names = index.unique() ? List.of() : names(index);
			if (names.isEmpty()) {
				boolean key = index.unique() && InspectedTable.isOfColumns(index);
				if (!key || !index.condition().isEmpty() && names(index).isEmpty()) {
					this.table.remarks()
						.add("Index '" + index.name() + "' is left out: it is over more than properties.");
				}
				continue;
			}
			boolean plain = index.condition().isEmpty() && index.method().matches("(?i)|btree");
			if (!plain || !isOfLink(index)) {
				all.add(annotation("Index", indexArguments(index, names)));
			}
		}
		return all;
	}

	/** Whether it is what each foreign key has. */
	private boolean isOfLink(CatalogTable.Index index) {
		List<String> columns = index.parts().stream().map(CatalogTable.Part::expression).toList();
		return index.parts().get(0).options().isEmpty() && links().anyMatch((link) -> columns(link).equals(columns));
	}

	private Stream<InspectedProperty> links() {
		return this.table.properties().stream().filter((property) -> property.link() != null);
	}

	/** The columns of a foreign key, with the tenant's if that is one of them. */
	private List<String> columns(InspectedProperty link) {
		Stream<String> own = link.columns().stream().map(CatalogTable.Column::name);
		return Stream
			.concat((link.link() != null && link.link().shared()) ? this.table.key().stream().limit(1) : Stream.empty(),
					own)
			.toList();
	}

	private static List<String> indexArguments(CatalogTable.Index index, List<String> names) {
		List<String> arguments = new ArrayList<>();
		arguments.add("fields = " + list(names));
		if (!index.method().matches("(?i)|btree")) {
			arguments.add("method = " + JavaNames.literal(index.method()));
		}
		if (!index.condition().isEmpty()) {
			arguments.add("where = " + JavaNames.literal(index.condition()));
		}
		arguments.add("name = " + JavaNames.literal(index.name()));
		return arguments;
	}

	/** The properties of an index; empty if it is over more than these. */
	private List<String> names(CatalogTable.Index index) {
		List<String> columns = index.parts().stream().map(CatalogTable.Part::expression).toList();
		boolean plain = InspectedTable.isOfColumns(index)
				&& index.parts().stream().allMatch((part) -> part.options().matches("(?i)|desc"));
		if (!plain || names(columns).isEmpty()) {
			return List.of();
		}
		List<String> signed = new ArrayList<>();
		int at = 0;
		while (at < columns.size()) {
			boolean both = isOfBoth(index, columns, at);
			InspectedProperty property = property(columns.get(both ? at + 1 : at));
			if (!both && property.isOfSeveral()) {
				return List.of();
			}
			signed.add((index.parts().get(at).options().isEmpty() ? "" : "-") + property.name());
			at += both ? 2 : 1;
		}
		return signed;
	}

	/** Whether a foreign key stands for the tenant's column and the next one. */
	private boolean isOfBoth(CatalogTable.Index index, List<String> columns, int at) {
		return at + 1 < columns.size() && index.parts().get(at).options().equals(index.parts().get(at + 1).options())
				&& columns(property(columns.get(at + 1))).equals(columns.subList(at, at + 2));
	}

	private InspectedProperty property(String column) {
		return Objects.requireNonNull(this.table.property(column));
	}

	/** The properties of some columns; empty if one of them has none. */
	private List<String> names(List<String> columns) {
		Set<String> names = new LinkedHashSet<>();
		for (String column : columns) {
			InspectedProperty found = this.table.property(column);
			if (found == null) {
				return List.of();
			}
			names.add(found.name());
		}
		return List.copyOf(names);
	}

	private static String list(List<String> names) {
		return (names.size() == 1) ? JavaNames.literal(names.get(0))
				: names.stream().map(JavaNames::literal).collect(Collectors.joining(", ", "{ ", " }"));
	}

	private String component(InspectedProperty property) {
		StringBuilder text = new StringBuilder();
		if (!property.remark().isEmpty()) {
			text.append("\t\t// ").append(JavaNames.comment(property.remark())).append('\n');
		}
		text.append("\t\t");
		new ComponentAnnotations(this.table, property, this.relations, this::annotation).all()
			.forEach((annotation) -> text.append(annotation).append(' '));
		return text.append(type(property)).append(' ').append(property.name()).toString();
	}

	private String type(InspectedProperty property) {
		boolean made = ComponentAnnotations.isMade(property);
		boolean tenant = this.relations.tenants().isTenant(this.table, property.column().name());
		boolean nullable = made || tenant || property.isNullable() && !property.key();
		String mark = nullable ? nullableMark() : "";
		if (property.link() != null) {
			return marked(mark, this.imports.use("io.asyncorm.query.Ref")) + "<" + property.link().target().model()
					+ ">";
		}
		if (!property.type().container().isEmpty()) {
			return marked(mark, this.imports.use(property.type().container())) + "<"
					+ marked(property.type().isList() ? nullableMark() : "", this.imports.use(property.type().name()))
					+ ">";
		}
		if (property.type().name().equals("byte[]")) {
			return nullable ? "byte " + mark + "[]" : "byte[]";
		}
		boolean boxed = nullable || property.key() && this.table.key().size() == 1;
		return marked(mark, this.imports.use(boxed ? property.type().name() : property.type().plain()));
	}

	private String nullableMark() {
		return "@" + this.imports.use("org.jspecify.annotations.Nullable") + " ";
	}

	/** What marks a type stands at its simple name. */
	private static String marked(String mark, String type) {
		int simple = type.lastIndexOf('.') + 1;
		return type.substring(0, simple) + mark + type.substring(simple);
	}

}
