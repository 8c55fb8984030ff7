package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statements that make tables and their parts.
 *
 * @param dialect what the database speaks
 */
record TableStatements(Dialect dialect) {

	/**
	 * The statements that make a table, and its partitions, or spread it over nodes,
	 * without foreign keys and indexes.
	 * @param all the models, some of which may refer to it
	 */
	List<String> createTable(ModelMetadata<?> model, CatalogTable table, Collection<ModelMetadata<?>> all) {
		List<String> statements = new ArrayList<>(createTable(model, table));
		ModelField tenant = model.tenantField();
		String distribution = null;
		if (tenant != null) {
			distribution = this.dialect.tables().distribution(name(table), column(table, tenant));
		}
		else if (all.stream().anyMatch((other) -> other.tenantField() != null && refers(other, model))) {
			distribution = this.dialect.tables().distribution(name(table), null);
		}
		if (distribution != null) {
			statements.add(distribution);
		}
		return statements;
	}

	private static boolean refers(ModelMetadata<?> model, ModelMetadata<?> target) {
		return model.foreignKeys()
			.stream()
			.map(ModelField::target)
			.anyMatch((field) -> field != null && field.model() == target);
	}

	private List<String> createTable(ModelMetadata<?> model, CatalogTable table) {
		String create = "create table " + name(table) + " " + body(table);
		int partitions = this.dialect.tables().hashPartitions() ? model.tableDetails().partitions() : 0;
		ModelField tenant = model.tenantField();
		if (partitions == 0 || tenant == null) {
			return List.of(create + this.dialect.tables().tableComment(table.comment()));
		}
		List<String> statements = new ArrayList<>();
		statements.add(create + " partition by hash (" + quote(column(table, tenant)) + ")");
		for (int i = 0; i < partitions; i++) {
			String name = this.dialect
				.quote(new TableName(table.schema(), ConstraintNames.ofPartition(table.name(), i)));
			statements.add("create table " + name + " partition of " + name(table) + " for values with (modulus "
					+ partitions + ", remainder " + i + ")");
		}
		return statements;
	}

	/** By its name, as others may come later. */
	private static String column(CatalogTable table, ModelField field) {
		return table.columns()
			.stream()
			.map(CatalogTable.Column::name)
			.filter(field.declaredColumn()::equalsIgnoreCase)
			.findFirst()
			.orElseThrow();
	}

	/**
	 * The statement that makes a temporary table.
	 * @param body its parts, in parentheses
	 */
	String createTemporary(String name, String body) {
		return this.dialect.catalog().tables().temporaryTables().create() + quote(name) + " " + body;
	}

	/** The statement that needs the defaults of a temporary table. */
	String insertTemporary(String name) {
		return this.dialect.catalog().tables().temporaryTables().insertDefaults(quote(name));
	}

	/** Columns, keys and checks, in parentheses. */
	String body(CatalogTable table) {
		List<String> parts = new ArrayList<>();
		table.columns().forEach((column) -> parts.add(column(column)));
		parts.add("primary key (" + quoted(table.primaryKey()) + ")");
		if (this.dialect.tables().indexesGeneratedKey()) {
			table.columns()
				.stream()
				.filter((column) -> column.identity() != CatalogTable.Identity.NONE
						&& table.primaryKey().indexOf(column.name()) > 0)
				.forEach((column) -> parts.add("index (" + quote(column.name()) + ")"));
		}
		Stream.of(Kind.UNIQUE, Kind.CHECK)
			.flatMap((kind) -> table.constraints(kind).stream())
			.forEach((constraint) -> parts.add(constraint(constraint)));
		return "(" + String.join(", ", parts) + ")";
	}

	/** A column with all its clauses. */
	String column(CatalogTable.Column column) {
		StringBuilder text = new StringBuilder(quote(column.name())).append(' ').append(column.type());
		if (column.identity() != CatalogTable.Identity.NONE) {
			text.append(this.dialect.tables().generatedKey());
		}
		if (column.computedOf() != null) {
			text.append(this.dialect.tables().computed(column.computedOf(), column.nullable(), column.virtual()));
		}
		else {
			text.append((column.defaultValue() != null) ? " default " + column.defaultValue() : "")
				.append(column.nullable() ? "" : " not null");
		}
		return text.append(this.dialect.tables().columnComment(column.comment()))
			.append(column.otherClauses().isEmpty() ? "" : " " + column.otherClauses())
			.toString();
	}

	/** A constraint as it stands behind ADD, or in a table. */
	String constraint(CatalogTable.Constraint constraint) {
		String columns = "(" + quoted(constraint.columns()) + ")";
		String name = constraint.name().isEmpty() ? "" : "constraint " + quote(constraint.name()) + " ";
		return name + switch (constraint.kind()) {
			case PRIMARY_KEY -> "primary key " + columns;
			case UNIQUE -> "unique " + columns;
			case CHECK -> "check (" + constraint.expression() + ")";
			case EXCLUSION -> constraint.expression();
			case FOREIGN_KEY -> "foreign key " + columns + references(constraint.target());
		};
	}

	private String references(CatalogTable.@Nullable Target target) {
		if (target == null) {
			throw new IllegalStateException("A foreign key without a target");
		}
		return " references " + this.dialect.quote(new TableName(target.schema(), target.table())) + " ("
				+ quoted(target.columns()) + ")"
				+ ((target.onDelete().isEmpty() || target.onDelete().equals("NO ACTION")) ? ""
						: " on delete " + target.onDelete().toLowerCase(Locale.ROOT))
				+ (target.deferred() ? " deferrable initially deferred" : "");
	}

	/** The statement that adds a constraint. */
	String add(CatalogTable table, CatalogTable.Constraint constraint) {
		return "alter table " + name(table) + " add " + constraint(constraint);
	}

	/** The statement that gives a table another name. */
	String rename(TableName table, String to) {
		return "alter table " + this.dialect.quote(table) + " rename to " + quote(to);
	}

	/** The statement that moves a table to another schema. */
	String move(TableName table, String schema) {
		return "alter table " + this.dialect.quote(table) + " set schema " + quote(schema);
	}

	/** The statement that gives a column another name. */
	String rename(TableName table, String column, String to) {
		return "alter table " + this.dialect.quote(table) + " rename column " + quote(column) + " to " + quote(to);
	}

	/** The statement that drops a constraint. */
	String drop(CatalogTable table, CatalogTable.Constraint constraint) {
		return "alter table " + name(table) + " drop constraint " + quote(constraint.name());
	}

	/** The statement that gives a constraint the name of another one. */
	String rename(CatalogTable table, CatalogTable.Constraint constraint, CatalogTable.Constraint as) {
		return "alter table " + name(table) + " " + this.dialect.tables()
			.renameConstraint(quote(constraint.name()), quote(as.name()), constraint.kind(), constraint(as));
	}

	/** The statement that gives an index another name. */
	String rename(CatalogTable table, CatalogTable.Index index, String to) {
		return this.dialect.tables().renameIndex(name(table), schema(table), quote(index.name()), quote(to));
	}

	/** The statement that drops an index. */
	String drop(CatalogTable table, CatalogTable.Index index) {
		return this.dialect.tables().dropIndex(name(table), schema(table), quote(index.name()));
	}

	/** An index is in the schema of its table. */
	private String schema(CatalogTable table) {
		return table.schema().isEmpty() ? "" : quote(table.schema()) + ".";
	}

	/** Whether it is one of MariaDB's that no temporary table has. */
	static boolean isOfKind(CatalogTable.Index index) {
		return index.method().equals("fulltext") || index.method().equals("spatial");
	}

	/** The statement that makes an index. */
	String createIndex(CatalogTable table, CatalogTable.Index index) {
		return "create " + makeIndex(table, index);
	}

	/** The statement that makes an index in the place of the one that has its name. */
	String replaceIndex(CatalogTable table, CatalogTable.Index index) {
		return "create or replace " + makeIndex(table, index);
	}

	/** An index as it stands behind ALTER TABLE, which may have no name. */
	String addIndex(CatalogTable.Index index) {
		return "add " + (index.unique() ? "unique " : "") + "index "
				+ (index.name().isEmpty() ? "" : quote(index.name()) + " ") + "(" + parts(index) + ")";
	}

	private String makeIndex(CatalogTable table, CatalogTable.Index index) {
		boolean usual = index.method().isEmpty() || index.method().equals("btree");
		String kind = index.unique() ? "unique " : isOfKind(index) ? index.method() + " " : "";
		return kind + "index " + quote(index.name()) + " on " + name(table)
				+ ((usual || isOfKind(index)) ? "" : " using " + index.method()) + " (" + parts(index) + ")"
				+ (index.condition().isEmpty() ? "" : " where " + index.condition());
	}

	private String parts(CatalogTable.Index index) {
		return index.parts()
			.stream()
			.map((part) -> (part.column() ? quote(part.expression()) : part.expression())
					+ (part.options().isEmpty() ? "" : " " + part.options()))
			.collect(Collectors.joining(", "));
	}

	/** The statements that say what a table and its columns are. */
	List<String> comments(CatalogTable table) {
		if (!this.dialect.tables().commentStatements()) {
			return List.of();
		}
		List<String> statements = new ArrayList<>();
		if (!table.comment().isEmpty()) {
			statements.add(comment(table));
		}
		table.columns()
			.stream()
			.filter((column) -> !column.comment().isEmpty())
			.forEach((column) -> statements.add(comment(table, column)));
		return statements;
	}

	/** The statement that says what a table is. */
	String comment(CatalogTable table) {
		return !this.dialect.tables().commentStatements()
				? "alter table " + name(table) + this.dialect.tables().tableComment(table.comment())
				: "comment on table " + name(table) + " is " + text(table.comment());
	}

	/** The statement that says what a column is. */
	String comment(CatalogTable table, CatalogTable.Column column) {
		return "comment on column " + name(table) + "." + quote(column.name()) + " is " + text(column.comment());
	}

	/** A text, or null if it is empty. */
	private static String text(String text) {
		return text.isEmpty() ? "null" : "'" + text.replace("'", "''") + "'";
	}

	/** The name of a table, quoted. */
	String name(CatalogTable table) {
		return this.dialect.quote(new TableName(table.schema(), table.name()));
	}

	String quoted(List<String> names) {
		return names.stream().map(this::quote).collect(Collectors.joining(", "));
	}

	String quote(String name) {
		return this.dialect.quote(name);
	}

}
