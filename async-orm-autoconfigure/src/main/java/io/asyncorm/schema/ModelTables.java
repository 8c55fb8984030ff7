package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.asyncorm.type.ColumnType;
import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.PartialKey;
import io.asyncorm.model.TableDetails;
import io.asyncorm.model.TableDetails.CheckRule;
import io.asyncorm.model.TableDetails.IndexRule;
import io.asyncorm.sql.SqlType;
import io.asyncorm.sql.TableName;

/**
 * Describes the tables that models want, in the words in which a catalog describes those
 * that a database has. Not thread-safe: one object serves one set of tables, as names of
 * constraints and indexes are given once.
 */
final class ModelTables {

	/** Types and the like of several words, which may be those of columns, too. */
	private static final String WORDS = "(?i:(?:timestamp|time)(?:\\s*\\(\\d+\\))?\\s+with(?:out)?\\s+time\\s+zone"
			+ "|distinct\\s+from|extract\\s*\\(\\s*\\w+\\s+from|at\\s+time\\s+zone|double\\s+precision|(?:character|char|bit|binary)\\s+(?:varying|large\\s+object))\\b";

	/** What a value is cast to. */
	private static final String CAST = "(?:::\\s*|\\b(?i:as)\\s+)(?:" + WORDS
			+ "|(?:\\.?(?:\"[^\"]*\"|[\\p{L}_][\\w$]*+))+)";

	/**
	 * A text, a quoted name, a type or a collation as a whole, or a name that is none of
	 * a function.
	 */
	private static final Pattern NAME = Pattern.compile("'[^']*'|\\b(?i:collate)\\s+[\\w\".$]++|" + CAST + "|\\b"
			+ WORDS + "|\"[^\"]*\"|`[^`]*`|\\b[\\p{L}_][\\w$]*+(?!\\s*[('])");

	/** What no column is called without quotes. */
	private static final Set<String> RESERVED = Set.of("and", "between", "false", "in", "is", "like", "not", "null",
			"or", "true");

	/** What no column is called without quotes where there is a {@code CASE}. */
	private static final Set<String> OF_CASE = Set.of("case", "when", "then", "else", "end");

	private static final Pattern CASE = Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`|\\b(?i:(case))\\b");

	private final Dialect dialect;

	private final Function<ModelMetadata<?>, TableName> tables;

	private final Function<ModelField, String> columns;

	private final BiFunction<ModelField, String, String> types;

	private final ConstraintNames names = new ConstraintNames();

	/** Describes tables and columns by the names that the database has for them. */
	ModelTables(Dialect dialect) {
		this(dialect, (model) -> model.storedTable().name(), ModelField::column, (field, declared) -> declared);
	}

	/**
	 * Describes tables and columns by other names and types.
	 * @param tables gives the name of a model's table
	 * @param columns gives the name of a field's column
	 * @param types gives the type of a field's column, of the one that the model says
	 */
	ModelTables(Dialect dialect, Function<ModelMetadata<?>, TableName> tables, Function<ModelField, String> columns,
			BiFunction<ModelField, String, String> types) {
		this.dialect = dialect;
		this.tables = tables;
		this.columns = columns;
		this.types = types;
	}

	/** The tables of models, in their order. */
	Map<ModelMetadata<?>, CatalogTable> of(List<ModelMetadata<?>> models) {
		Map<ModelMetadata<?>, CatalogTable> all = new LinkedHashMap<>();
		models.forEach((model) -> all.put(model, table(model)));
		return all;
	}

	private CatalogTable table(ModelMetadata<?> model) {
		TableName name = this.tables.apply(model);
		List<CatalogTable.Column> all = model.fields().stream().map(this::column).toList();
		List<CatalogTable.Constraint> constraints = new ArrayList<>();
		constraints.add(constraint(Kind.PRIMARY_KEY, "", model.key().columns(), ""));
		for (List<ModelField> key : model.uniqueKeys()) {
			constraints.add(constraint(Kind.UNIQUE, this.names.name(model, key, "key"), key, ""));
		}
		for (CheckRule check : model.tableDetails().checks()) {
			String prefix = (check.field() != null) ? check.field().parts().prefix() : "";
			constraints.add(constraint(Kind.CHECK, this.names.name(model, check), List.of(),
					quoted(model, check.condition(), prefix)));
		}
		List<CatalogTable.Index> indexes = indexes(model);
		constraints.addAll(foreignKeys(model));
		String comment = this.dialect.tables()
			.storedComment(
					ExchangedNames.comment(model.tableDetails().comment(), model.tableDetails().formerNames().table()));
		return new CatalogTable(name.schema(), name.name(), comment, all, constraints, indexes);
	}

	private CatalogTable.Constraint constraint(Kind kind, String name, List<ModelField> fields, String expression) {
		return new CatalogTable.Constraint(kind, name, names(fields), expression, null);
	}

	private CatalogTable.Column column(ModelField field) {
		String type = this.types.apply(field, declaredType(field));
		boolean computed = !field.computedOf().isEmpty();
		return new CatalogTable.Column(this.columns.apply(field), type, field.nullable(),
				computed ? null : field.databaseDefault(),
				field.identity() ? CatalogTable.Identity.BY_DEFAULT : CatalogTable.Identity.NONE,
				computed ? quoted(field.model(), field.computedOf(), field.parts().prefix()) : null,
				this.dialect.tables()
					.storedComment(
							ExchangedNames.comment(field.model().tableDetails().comments().getOrDefault(field, ""),
									field.model().tableDetails().formerNames().of(field))));
	}

	private String declaredType(ModelField field) {
		if (!field.declaredType().isEmpty()) {
			return field.declaredType();
		}
		SqlType type = field.json() ? SqlType.JSON : ColumnType.sqlType(field.type());
		return OwnTypes.isOwn(field) ? OwnTypes.declaration(field, length(field), this.dialect)
				: this.dialect.columnType(type, length(field), field.precision(), field.scale());
	}

	/** What is part of a key has a length even where the model gives none. */
	private int length(ModelField field) {
		boolean inKey = field.primaryKey() || field.unique() || field.target() != null
				|| field.model().uniqueKeys().stream().anyMatch((key) -> key.contains(field))
				|| field.model().tableDetails().indexes().stream().anyMatch((index) -> index.fields().contains(field));
		return (field.length() == 0 && inKey) ? this.dialect.tables().keyLength() : field.length();
	}

	/**
	 * An expression over the columns of a table, in which they may stand without quotes.
	 */
	private String quoted(ModelMetadata<?> model, String expression) {
		return quoted(model, expression, "");
	}

	/**
	 * @param prefix what the names of columns of an embedded value begin with, and which
	 * its record leaves out
	 */
	private String quoted(ModelMetadata<?> model, String expression, String prefix) {
		Map<String, String> quoted = model.fields()
			.stream()
			.collect(Collectors.toMap(ModelField::declaredColumn,
					(field) -> this.dialect.quote(this.columns.apply(field)), (first, second) -> first));
		Map<String, String> folded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		folded.putAll(quoted);
		return replaceNames(expression, (word) -> {
			boolean exact = word.startsWith("\"");
			String name = exact ? word.substring(1, word.length() - 1) : word;
			// a catalog quotes names as the database folds them
			String otherwise = exact ? folded.getOrDefault(name, word) : word;
			return quoted.getOrDefault(prefix + name, quoted.getOrDefault(name, otherwise));
		});
	}

	/** Replaces names in an expression that are not those of functions. */
	static String replaceNames(String expression, Function<String, String> replacement) {
		boolean conditional = CASE.matcher(expression).results().anyMatch((found) -> found.group(1) != null);
		return NAME.matcher(expression).replaceAll((found) -> {
			String name = found.group();
			String word = name.toLowerCase(Locale.ROOT);
			boolean reserved = RESERVED.contains(word) || conditional && OF_CASE.contains(word);
			return Matcher.quoteReplacement(reserved ? name : replacement.apply(name));
		});
	}

	/**
	 * Those of foreign keys, of keys for some of the rows, and those that are declared. A
	 * unique column has an index already.
	 */
	private List<CatalogTable.Index> indexes(ModelMetadata<?> model) {
		List<CatalogTable.Index> all = new ArrayList<>();
		for (ModelField field : model.foreignKeys()) {
			if (!field.unique()) {
				all.add(new CatalogTable.Index(this.names.name(model, field.columns(), "idx"), false, "",
						parts(field.columns()), ""));
			}
		}
		for (PartialKey key : model.partialKeys()) {
			all.add(new CatalogTable.Index(this.names.name(model, key), true, "", parts(key.fields()),
					quoted(model, key.condition())));
		}
		for (IndexRule index : model.tableDetails().indexes()) {
			if (index.method().isEmpty() || this.dialect.tables().indexMethods()) {
				all.add(new CatalogTable.Index(this.names.name(model, index), false, index.method(),
						index.parts().stream().map(this::part).toList(),
						this.dialect.tables().partialIndexes() ? quoted(model, index.condition()) : ""));
			}
		}
		return all;
	}

	private List<CatalogTable.Part> parts(List<ModelField> fields) {
		return fields.stream().map((field) -> part(new TableDetails.Part(field, false))).toList();
	}

	private CatalogTable.Part part(TableDetails.Part part) {
		return new CatalogTable.Part(this.columns.apply(part.field()), true, part.descending() ? "desc" : "");
	}

	private List<CatalogTable.Constraint> foreignKeys(ModelMetadata<?> model) {
		List<CatalogTable.Constraint> all = new ArrayList<>();
		for (ModelField field : model.foreignKeys()) {
			ModelField target = field.target();
			if (target != null) {
				TableName table = this.tables.apply(target.model());
				all.add(new CatalogTable.Constraint(Kind.FOREIGN_KEY, this.names.name(model, field.columns(), "fkey"),
						names(field.columns()), "",
						new CatalogTable.Target(table.schema(), table.name(), names(target.columns()),
								ForeignKeyRules.action(ForeignKeyRules.ruleOf(field)).toUpperCase(Locale.ROOT),
								this.dialect.capabilities().deferrableConstraints())));
			}
		}
		return all;
	}

	private List<String> names(List<ModelField> fields) {
		return fields.stream().map(this.columns).toList();
	}

	/** The sequences from which the keys of a model are drawn. */
	static List<TableName> sequences(ModelMetadata<?> model) {
		return model.fields()
			.stream()
			.map(ModelField::sequence)
			.filter(Objects::nonNull)
			.map((sequence) -> Objects.requireNonNull(sequence).name())
			.toList();
	}

}
