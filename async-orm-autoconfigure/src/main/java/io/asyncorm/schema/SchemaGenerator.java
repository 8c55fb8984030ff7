package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.type.ColumnType;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PartialKey;
import io.asyncorm.sql.SqlType;
import io.asyncorm.sql.TableName;

/**
 * Generates the CREATE and DROP statements of the tables of models: first tables, then
 * indexes, then foreign keys, so that models may refer to each other. Immutable and safe
 * for use by several threads.
 *
 * @since 0.1.0
 */
public final class SchemaGenerator {

	/** A text or a quoted name as a whole, or a name that is none of a function. */
	private static final Pattern NAME = Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`|\\b[\\p{L}_][\\w$]*+(?!\\s*\\()");

	private final Dialect dialect;

	public SchemaGenerator(Dialect dialect) {
		this.dialect = dialect;
	}

	/**
	 * The statements that create the tables which are missing. A table that exists is
	 * left as it is: bringing it up to date is the task of migrations.
	 * @param existing names of the tables that exist
	 */
	public List<String> create(ModelRegistry models, Set<TableName> existing) {
		ConstraintNames names = new ConstraintNames();
		Set<String> schemas = new LinkedHashSet<>();
		List<String> tables = new ArrayList<>();
		Set<String> sequences = new LinkedHashSet<>();
		List<String> indexes = new ArrayList<>();
		List<String> foreignKeys = new ArrayList<>();
		requireFeatures(models, existing);
		for (ModelMetadata<?> model : ordered(models)) {
			String table = createTable(model, names);
			List<String> ownIndexes = createIndexes(model, names);
			List<String> ownForeignKeys = addForeignKeys(model, names);
			if (!exists(model, existing)) {
				if (!model.declaredTable().schema().isEmpty()) {
					schemas.add("create schema if not exists " + quote(model.declaredTable().schema()));
				}
				sequences(model).forEach((name) -> sequences.add("create sequence if not exists " + name));
				tables.add(table);
				indexes.addAll(ownIndexes);
				foreignKeys.addAll(ownForeignKeys);
			}
		}
		return Stream.of(schemas, sequences, tables, indexes, foreignKeys).flatMap(Collection::stream).toList();
	}

	/**
	 * Checks that the database has indexes of some rows only, and foreign keys that set a
	 * default, if a table that is missing needs any.
	 */
	private void requireFeatures(ModelRegistry models, Set<TableName> existing) {
		List<String> faults = new ArrayList<>();
		models.models().stream().filter((model) -> !exists(model, existing)).forEach((model) -> {
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
		return model.fields()
			.stream()
			.map(ModelField::sequence)
			.filter(Objects::nonNull)
			.map((sequence) -> name(sequence.name()))
			.toList();
	}

	/** The statements that drop all tables of the models, as far as they exist. */
	public List<String> drop(ModelRegistry models) {
		List<ModelMetadata<?>> reversed = ordered(models).reversed();
		Stream<String> tables = reversed.stream().map((model) -> this.dialect.tables().drop(table(model)));
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
	private static List<ModelMetadata<?>> ordered(ModelRegistry models) {
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

	private String createTable(ModelMetadata<?> model, ConstraintNames names) {
		List<String> parts = new ArrayList<>();
		model.fields().forEach((field) -> parts.add(column(field)));
		parts.add("primary key (" + columns(model.key().columns()) + ")");
		if (this.dialect.tables().indexesGeneratedKey()) {
			model.key()
				.columns()
				.stream()
				.skip(1)
				.filter(ModelField::identity)
				.forEach((column) -> parts.add("index (" + quote(column.column()) + ")"));
		}
		for (List<ModelField> key : model.uniqueKeys()) {
			parts.add("constraint " + quote(names.name(model, key, "key")) + " unique (" + columns(key) + ")");
		}
		return "create table " + table(model) + " (" + String.join(", ", parts) + ")";
	}

	private String column(ModelField field) {
		SqlType type = field.json() ? SqlType.JSON : ColumnType.sqlType(field.type());
		StringBuilder column = new StringBuilder(quote(field.column())).append(' ')
			.append(!field.declaredType().isEmpty() ? field.declaredType()
					: this.dialect.columnType(type, length(field), field.precision(), field.scale()));
		if (field.identity()) {
			column.append(this.dialect.tables().generatedKey());
		}
		if (!field.computedOf().isEmpty()) {
			return column.append(this.dialect.tables().computed(quoted(field), field.nullable())).toString();
		}
		if (field.databaseDefault() != null) {
			column.append(" default ").append(field.databaseDefault());
		}
		return column.append(field.nullable() ? "" : " not null").toString();
	}

	/** What a column is computed of, in which other columns may stand without quotes. */
	private String quoted(ModelField field) {
		Set<String> columns = field.model().fields().stream().map(ModelField::column).collect(Collectors.toSet());
		return NAME.matcher(field.computedOf())
			.replaceAll((name) -> Matcher
				.quoteReplacement(columns.contains(name.group()) ? quote(name.group()) : name.group()));
	}

	/** What is part of a key has a length even where the model gives none. */
	private int length(ModelField field) {
		boolean inKey = field.primaryKey() || field.unique() || field.target() != null
				|| field.model().uniqueKeys().stream().anyMatch((key) -> key.contains(field));
		return (field.length() == 0 && inKey) ? this.dialect.tables().keyLength() : field.length();
	}

	/** A unique column has an index already. */
	private List<String> createIndexes(ModelMetadata<?> model, ConstraintNames names) {
		Stream<String> foreignKeys = model.foreignKeys()
			.stream()
			.filter((field) -> !field.unique())
			.map((field) -> "create index " + quote(names.name(model, field.columns(), "idx")) + " on " + table(model)
					+ " (" + columns(field.columns()) + ")");
		Stream<String> partialKeys = model.partialKeys()
			.stream()
			.map((key) -> "create unique index " + quote(names.name(model, key)) + " on " + table(model) + " ("
					+ columns(key.fields()) + ") where " + key.condition());
		return Stream.concat(foreignKeys, partialKeys).toList();
	}

	/**
	 * Checked at the end of the transaction where that is possible, as Django has it, so
	 * that rows can be written in any order.
	 */
	private List<String> addForeignKeys(ModelMetadata<?> model, ConstraintNames names) {
		String deferred = this.dialect.capabilities().deferrableConstraints() ? " deferrable initially deferred" : "";
		List<String> statements = new ArrayList<>();
		for (ModelField field : model.foreignKeys()) {
			ModelField target = field.target();
			if (target != null) {
				statements.add("alter table " + table(model) + " add constraint "
						+ quote(names.name(model, field.columns(), "fkey")) + " foreign key ("
						+ columns(field.columns()) + ") references " + table(target.model()) + " ("
						+ columns(target.columns()) + ")" + onDelete(field) + deferred);
			}
		}
		return statements;
	}

	private static String onDelete(ModelField foreignKey) {
		OnDelete rule = ForeignKeyRules.ruleOf(foreignKey);
		return rule.isByDatabase() ? " on delete " + ForeignKeyRules.action(rule) : "";
	}

	private String columns(List<ModelField> fields) {
		return fields.stream().map((field) -> quote(field.column())).collect(Collectors.joining(", "));
	}

	private String table(ModelMetadata<?> model) {
		return name(model.storedTable().name());
	}

	private String name(TableName name) {
		return this.dialect.quote(name);
	}

	private String quote(String identifier) {
		return this.dialect.quote(identifier);
	}

}
