package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PartialKey;
import io.asyncorm.sql.TableName;

/**
 * Generates the CREATE and DROP statements of the tables of models: first tables, then
 * indexes, then foreign keys, so that models may refer to each other, and what they are.
 * Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class SchemaGenerator {

	private final Dialect dialect;

	private final TableStatements statements;

	public SchemaGenerator(Dialect dialect) {
		this.dialect = dialect;
		this.statements = new TableStatements(dialect);
	}

	/**
	 * The statements that create the tables which are missing. A table that exists is
	 * left as it is: bringing it up to date is the task of migrations.
	 * @param existing names of the tables that exist
	 */
	public List<String> create(ModelRegistry models, Set<TableName> existing) {
		Set<String> schemas = new LinkedHashSet<>();
		List<String> tables = new ArrayList<>();
		Set<String> sequences = new LinkedHashSet<>();
		List<String> indexes = new ArrayList<>();
		List<String> foreignKeys = new ArrayList<>();
		List<String> comments = new ArrayList<>();
		requireFeatures(models, existing);
		new ModelTables(this.dialect).of(ordered(models)).forEach((model, table) -> {
			if (!exists(model, existing)) {
				if (!model.declaredTable().schema().isEmpty()) {
					schemas.add("create schema if not exists " + this.dialect.quote(model.declaredTable().schema()));
				}
				sequences(model).forEach((name) -> sequences.add("create sequence if not exists " + name));
				tables.addAll(this.statements.createTable(model, table, ordered(models)));
				table.indexes().forEach((index) -> indexes.add(this.statements.createIndex(table, index)));
				table.constraints(CatalogTable.Kind.FOREIGN_KEY)
					.forEach((key) -> foreignKeys.add(this.statements.add(table, key)));
				comments.addAll(this.statements.comments(table));
			}
		});
		return Stream.of(schemas, sequences, tables, indexes, foreignKeys, comments)
			.flatMap(Collection::stream)
			.toList();
	}

	/**
	 * Checks that the database has indexes of some rows only, arrays, and foreign keys
	 * that set a default, if a table that is missing needs any.
	 */
	private void requireFeatures(ModelRegistry models, Set<TableName> existing) {
		List<String> faults = new ArrayList<>();
		models.models().stream().filter((model) -> !exists(model, existing)).forEach((model) -> {
			for (ModelField field : model.fields()) {
				String fault = OwnTypes.fault(field, this.dialect);
				if (fault != null) {
					faults.add(fault);
				}
			}
			if (!this.dialect.tables().partialIndexes()) {
				model.partialKeys().forEach((key) -> faults.add(noPartialIndex(model, key)));
			}
			if (!this.dialect.tables().settingDefaults()) {
				model.foreignKeys()
					.stream()
					.filter((field) -> ForeignKeyRules.ruleOf(field) == OnDelete.DB_SET_DEFAULT)
					.forEach((field) -> faults.add("Model '" + model.type().getName() + "', property '" + field.name()
							+ "': " + this.dialect.name() + " has no ON DELETE SET DEFAULT; choose SET_DEFAULT, which"
							+ " this library carries out, or another rule"));
			}
		});
		if (!faults.isEmpty()) {
			throw new ModelDefinitionException(faults);
		}
	}

	private String noPartialIndex(ModelMetadata<?> model, PartialKey key) {
		return "Model '" + model.type().getName() + "': its uniqueTogether "
				+ key.fields().stream().map(ModelField::name).toList() + " with where = \"" + key.condition()
				+ "\" needs an index of some rows only, which " + this.dialect.name()
				+ " does not have; leave where out and check it in a transaction, or make the table by a"
				+ " script of your own, with a unique column that is computed and null in all other rows";
	}

	/**
	 * Whether there is such a table, perhaps in another case: what is created without
	 * quotes, databases fold to capitals or to small letters.
	 */
	private static boolean exists(ModelMetadata<?> model, Set<TableName> existing) {
		return existing.stream()
			.anyMatch((table) -> table.schema().equalsIgnoreCase(model.declaredTable().schema())
					&& table.name().equalsIgnoreCase(model.table()));
	}

	private List<String> sequences(ModelMetadata<?> model) {
		return ModelTables.sequences(model).stream().map(this.dialect::quote).toList();
	}

	/** Whether any table of the models is among those that exist. */
	boolean areAny(ModelRegistry models, Set<TableName> existing) {
		return ordered(models).stream().anyMatch((model) -> exists(model, existing));
	}

	/** The statements that drop all tables of the models, as far as they exist. */
	public List<String> drop(ModelRegistry models) {
		List<ModelMetadata<?>> reversed = ordered(models).reversed();
		Stream<String> tables = reversed.stream()
			.map((model) -> this.dialect.tables().drop(this.dialect.quote(model.storedTable().name())));
		Stream<String> sequences = reversed.stream()
			.flatMap((model) -> sequences(model).stream())
			.distinct()
			.map((name) -> "drop sequence if exists " + name);
		return Stream.concat(tables, sequences).toList();
	}

	/**
	 * Orders models so that the target of a foreign key comes first, as far as they do
	 * not refer to each other.
	 */
	static List<ModelMetadata<?>> ordered(ModelRegistry models) {
		Set<ModelMetadata<?>> ordered = new LinkedHashSet<>();
		Set<ModelMetadata<?>> visited = new LinkedHashSet<>();
		models.models().forEach((model) -> visit(model, visited, ordered));
		models.joinTables().forEach((model) -> visit(model, visited, ordered));
		return List.copyOf(ordered);
	}

	private static void visit(ModelMetadata<?> model, Set<ModelMetadata<?>> visited, Set<ModelMetadata<?>> ordered) {
		if (visited.add(model)) {
			model.relations()
				.stream()
				.filter(ModelRelation::forward)
				.forEach((relation) -> visit(relation.target(), visited, ordered));
			ordered.add(model);
		}
	}

}
