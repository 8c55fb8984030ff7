package io.asyncorm.schema;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Part;
import io.asyncorm.dialect.CatalogTable.Target;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.sql.TableName;

/**
 * Tells what a catalog says once a table or a column is renamed.
 */
final class CatalogRenames {

	private CatalogRenames() {
	}

	/**
	 * All tables after one of them is renamed, or moved to another schema.
	 * @param from the table as it is
	 * @param to its new name
	 */
	static List<CatalogTable> table(List<CatalogTable> tables, CatalogTable from, TableName to) {
		return tables.stream().map((table) -> {
			TableName name = (table == from) ? to : new TableName(table.schema(), table.name());
			return new CatalogTable(name.schema(), name.name(), table.form(), table.comment(), table.columns(), table
				.constraints()
				.stream()
				.map((constraint) -> constraint(constraint, UnaryOperator.identity(), UnaryOperator.identity(),
						refersTo(constraint, from) ? (target) -> new Target(to.schema(), to.name(), target.columns(),
								target.onDelete(), target.deferred()) : UnaryOperator.identity()))
				.toList(), table.indexes());
		}).toList();
	}

	/**
	 * All tables after a column is renamed.
	 * @param of the table of the column
	 * @param from the column as it is
	 * @param to its new name
	 */
	static List<CatalogTable> column(List<CatalogTable> tables, CatalogTable of, String from, String to,
			Dialect dialect) {
		UnaryOperator<String> name = (column) -> column.equals(from) ? to : column;
		UnaryOperator<String> expression = (text) -> ModelTables.replaceNames(text,
				(word) -> unquoted(word).equals(from) ? printed(to, word, dialect) : word);
		return tables.stream().map((table) -> {
			boolean own = table == of;
			UnaryOperator<String> names = own ? name : UnaryOperator.identity();
			UnaryOperator<String> expressions = own ? expression : UnaryOperator.identity();
			return new CatalogTable(table.schema(), table.name(), table.form(), table.comment(),
					table.columns().stream().map((column) -> column(column, names, expressions)).toList(),
					table.constraints()
						.stream()
						.map((constraint) -> constraint(
								LostParts.isOfColumn(table, constraint)
										? constraint.named(names.apply(constraint.name())) : constraint,
								names, expressions,
								refersTo(constraint, of) ? (target) -> new Target(target.schema(), target.table(),
										target.columns().stream().map(name).toList(), target.onDelete(),
										target.deferred()) : UnaryOperator.identity()))
						.toList(),
					table.indexes().stream().map((index) -> index(index, names, expressions)).toList());
		}).toList();
	}

	/** Quotes are those of the standard, or of the database. */
	private static String unquoted(String word) {
		return (word.startsWith("\"") || word.startsWith("`")) ? word.substring(1, word.length() - 1) : word;
	}

	/**
	 * A name as the catalog prints it.
	 * @param former how it prints the former one
	 */
	private static String printed(String name, String former, Dialect dialect) {
		char quote = former.charAt(0);
		boolean quoted = quote == '"' || quote == '`';
		return dialect.tables().quotingNames() ? (quoted ? quote + name + quote : name)
				: name.matches("[a-z_][a-z0-9_]*") ? name : dialect.quote(name);
	}

	/**
	 * All tables after values of an enum are renamed, which expressions name.
	 * @param type the enum, as a cast names it
	 * @param labels the new values by those before
	 */
	static List<CatalogTable> labels(List<CatalogTable> tables, String type, Map<String, String> labels) {
		return tables.stream()
			.map((table) -> expressions(table, (of, text) -> EnumLiterals.replace(text, type, labels)))
			.toList();
	}

	/**
	 * A table with other expressions.
	 * @param expression gives one for that which there is, behind the type that it is of;
	 * an empty type if it is a condition, or of any
	 */
	static CatalogTable expressions(CatalogTable table, BinaryOperator<String> expression) {
		UnaryOperator<String> same = UnaryOperator.identity();
		UnaryOperator<String> condition = (text) -> expression.apply("", text);
		return new CatalogTable(table.schema(), table.name(), table.form(), table.comment(),
				table.columns()
					.stream()
					.map((column) -> column(column, same, (text) -> expression.apply(column.type(), text)))
					.map((column) -> value(column, expression))
					.toList(),
				table.constraints()
					.stream()
					.map((one) -> constraint(one, same, condition, (target) -> target))
					.toList(),
				table.indexes().stream().map((index) -> index(index, same, condition)).toList());
	}

	private static Column value(Column column, BinaryOperator<String> expression) {
		String value = column.defaultValue();
		return (value != null) ? column.withDefault(expression.apply(column.type(), value)) : column;
	}

	private static boolean refersTo(Constraint constraint, CatalogTable table) {
		Target target = constraint.target();
		return target != null && target.schema().equals(table.schema()) && target.table().equals(table.name());
	}

	private static Column column(Column column, UnaryOperator<String> name, UnaryOperator<String> expression) {
		return column.withName(name.apply(column.name()))
			.withComputedOf((column.computedOf() != null) ? expression.apply(column.computedOf()) : null)
			.withClauses(expression.apply(column.clauses()));
	}

	private static Constraint constraint(Constraint constraint, UnaryOperator<String> name,
			UnaryOperator<String> expression, UnaryOperator<Target> target) {
		Target before = constraint.target();
		return new Constraint(constraint.kind(), constraint.name(), constraint.columns().stream().map(name).toList(),
				expression.apply(constraint.expression()), (before != null) ? target.apply(before) : null);
	}

	private static Index index(Index index, UnaryOperator<String> name, UnaryOperator<String> expression) {
		return new Index(index.name(), index.unique(), index.method(), index.parts()
			.stream()
			.map((part) -> new Part(part.column() ? name.apply(part.expression()) : expression.apply(part.expression()),
					part.column(), part.options()))
			.toList(), expression.apply(index.condition()));
	}

}
