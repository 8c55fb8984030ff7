package io.asyncorm.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogSequence;
import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a database has, and which of them models mean: by their names, or else
 * by those that {@link io.asyncorm.model.RenamedFrom} tells, under which steps rename
 * them. Not thread-safe.
 */
final class LiveSchema {

	private final Dialect dialect;

	private final CatalogReader reader;

	private final List<String> searchPath;

	/** Those in which tables are made. */
	private final Set<String> schemas = new LinkedHashSet<>();

	private final Set<ModelMetadata<?>> renamed = new HashSet<>();

	private final Map<Object, String> missed = new HashMap<>();

	/** Names that something gets. */
	private final Set<String> given = new HashSet<>();

	private final ModelRegistry models;

	private List<CatalogTable> tables;

	/** The same before anything is renamed, in the same order. */
	private final List<CatalogTable> read;

	LiveSchema(ModelRegistry models, Dialect dialect, CatalogReader reader, Consumer<SchemaStep> steps) {
		this.models = models;
		this.dialect = dialect;
		this.reader = reader;
		this.searchPath = reader.searchPath();
		all().forEach((model) -> this.schemas.add(model.declaredTable().schema()));
		this.tables = reader.tables(schemas());
		this.read = this.tables;
		new AskedRenames(this, dialect, steps).find();
	}

	/** The schemas that the database is asked for. */
	private Set<String> schemas() {
		Set<String> read = new LinkedHashSet<>(this.schemas);
		all().forEach((model) -> model.tableDetails()
			.formerNames()
			.table()
			.names()
			.forEach((former) -> read.add(former.schema())));
		if (read.remove("")) {
			read.addAll(this.searchPath);
		}
		return read;
	}

	/** All models, and those of join tables. */
	Stream<ModelMetadata<?>> all() {
		return Stream.concat(this.models.models().stream(), this.models.joinTables().stream());
	}

	/** All tables, of whatever schema. */
	List<CatalogTable> tables() {
		return List.copyOf(this.tables);
	}

	/** Takes what there is once something is renamed for a model. */
	void rename(ModelMetadata<?> model, List<CatalogTable> tables) {
		this.tables = tables;
		this.renamed.add(model);
	}

	/** Takes what there is once values of an enum are renamed. */
	void renameLabels(String type, Map<String, String> labels) {
		this.tables = CatalogRenames.labels(this.tables, type, labels);
	}

	/** The table as the database has it before anything is renamed. */
	CatalogTable before(CatalogTable table) {
		return this.read.get(this.tables.indexOf(table));
	}

	/** The schema is left out where the database finds the table without it. */
	String quoted(CatalogTable table) {
		return this.dialect.quote(name(table));
	}

	/** The name of a table, without the schema where tables are made in it. */
	TableName name(CatalogTable table) {
		return new TableName(isCurrent(table.schema()) ? "" : table.schema(), table.name());
	}

	/** The table that a model means; null if it is missing. */
	@Nullable CatalogTable find(ModelMetadata<?> model) {
		return find(model.declaredTable().name());
	}

	/** The table that a name means; null if it is missing. */
	@Nullable CatalogTable find(TableName name) {
		if (!name.schema().isEmpty()) {
			return first(StoredModels.meant(this.tables, CatalogTable::schema, name.schema()), name.name())
				.orElse(null);
		}
		return this.searchPath.stream()
			.flatMap((schema) -> first(inSchema(schema), name.name()).stream())
			.findFirst()
			.orElse(null);
	}

	private List<CatalogTable> inSchema(String schema) {
		return this.tables.stream().filter((table) -> table.schema().equals(schema)).toList();
	}

	private static Optional<CatalogTable> first(List<CatalogTable> tables, String name) {
		return StoredModels.meant(tables, CatalogTable::name, name).stream().findFirst();
	}

	/** The table that a foreign key refers to; null if it is not known. */
	@Nullable CatalogTable find(CatalogTable.Target target) {
		return this.tables.stream()
			.filter((table) -> table.schema().equals(target.schema()) && table.name().equals(target.table()))
			.findFirst()
			.orElse(null);
	}

	/** The name of a model's table, as the database has it or is to have it. */
	TableName name(ModelMetadata<?> model) {
		CatalogTable table = find(model);
		boolean without = model.declaredTable().schema().isEmpty();
		return (table != null) ? new TableName(without ? "" : table.schema(), table.name())
				: model.declaredTable().name();
	}

	/** The name of a field's column, as the database has it or is to have it. */
	String name(ModelField field) {
		CatalogTable table = find(field.model());
		List<CatalogTable.Column> meant = (table != null)
				? StoredModels.meant(table.columns(), CatalogTable.Column::name, field.declaredColumn()) : List.of();
		return meant.isEmpty() ? field.declaredColumn() : meant.get(0).name();
	}

	/**
	 * A name for a key, check or index whose name another one gets, which nothing else
	 * has: those of indexes and tables are unique in a schema.
	 * @param wanted the table as its model says it
	 */
	String nameBefore(String name, CatalogTable wanted) {
		String before = ConstraintNames.before(name, taken(and(wanted)));
		this.given.add(before);
		return before;
	}

	/** A name that nothing has, for what gives its own away. */
	String nameBefore(String name) {
		String before = ConstraintNames.before(name, taken(this.tables));
		this.given.add(before);
		return before;
	}

	/**
	 * A name for a sequence of a column, which nothing else has.
	 * @param wanted the table as its model says it
	 */
	String sequenceName(CatalogTable wanted, String column) {
		Set<String> taken = taken(and(wanted));
		all().flatMap((model) -> model.fields().stream())
			.flatMap((field) -> Stream.ofNullable(field.declaredSequence()))
			.forEach((sequence) -> taken.add(sequence.name().name()));
		String name = IntStream.iterate(0, (number) -> number + 1)
			.mapToObj((number) -> ConstraintNames.ofSequence(wanted.name(), column, number))
			.filter((one) -> !taken.contains(one) && !isSequence(one))
			.findFirst()
			.orElseThrow();
		this.given.add(name);
		return name;
	}

	/** What a sequence is made with that counts on where an identity is. */
	String sequenceOptions(CatalogTable there, String column) {
		CatalogTable before = before(there);
		String options = this.reader.identityOptions(new TableName(before.schema(), before.name()), column);
		return options.isEmpty() ? "" : " " + options;
	}

	private boolean isSequence(String name) {
		return !this.reader.sequences(Set.of(name.toLowerCase(Locale.ROOT)))
			.orElseThrow(() -> Trials.unread("sequences"))
			.isEmpty();
	}

	private List<CatalogTable> and(CatalogTable wanted) {
		return Stream.concat(this.tables.stream(), Stream.of(wanted)).toList();
	}

	private Set<String> taken(List<CatalogTable> tables) {
		Set<String> taken = new HashSet<>(this.given);
		tables.forEach((table) -> {
			taken.add(table.name());
			table.constraints().forEach((constraint) -> taken.add(constraint.name()));
			table.indexes().forEach((index) -> taken.add(index.name()));
		});
		return taken;
	}

	/** Whether a table or one of its columns is renamed. */
	boolean isRenamed(ModelMetadata<?> model) {
		return this.renamed.contains(model);
	}

	/**
	 * Keeps that what is missing was called otherwise before, and is not there either.
	 */
	void miss(Object modelOrField, String remark) {
		this.missed.put(modelOrField, remark);
	}

	/** What is to be said of a model or field that is missing; empty if nothing. */
	String missed(Object modelOrField) {
		return this.missed.getOrDefault(modelOrField, "");
	}

	/** Whether a table is one that another name means. */
	boolean isMeant(CatalogTable.Target live, CatalogTable.Target wanted) {
		return live.table().equals(wanted.table())
				&& (wanted.schema().isEmpty() ? isFound(live) : live.schema().equals(wanted.schema()));
	}

	/** Whether a table is found without its schema: one of an earlier one hides it. */
	private boolean isFound(CatalogTable.Target live) {
		return this.searchPath.stream()
			.filter((schema) -> inSchema(schema).stream().anyMatch((table) -> table.name().equals(live.table())))
			.findFirst()
			.filter(live.schema()::equals)
			.isPresent();
	}

	/** Whether a sequence is the one that a name means. */
	boolean isMeant(CatalogSequence sequence, TableName name) {
		return sequence.name().equalsIgnoreCase(name.name())
				&& (name.schema().isEmpty() ? sequence.found() : sequence.schema().equalsIgnoreCase(name.schema()));
	}

	/** Whether tables are made in a schema that are named without one. */
	boolean isCurrent(String schema) {
		return !this.searchPath.isEmpty() && this.searchPath.get(0).equals(schema);
	}

	/** Whether tables of a schema are found without its name. */
	boolean isOnPath(String schema) {
		return this.searchPath.contains(schema);
	}

	/** The schema in which tables are made that are named without one. */
	String currentSchema() {
		return this.searchPath.isEmpty() ? "" : this.searchPath.get(0);
	}

	/**
	 * The tables, without views, that are of no model: those that refer to others first,
	 * as they can be dropped.
	 */
	List<CatalogTable> others() {
		Set<CatalogTable> known = new HashSet<>();
		all().forEach((model) -> {
			CatalogTable table = find(model);
			if (table != null) {
				known.add(table);
			}
		});
		List<CatalogTable> others = this.tables.stream()
			.filter((table) -> this.schemas.contains(table.schema()) || isCurrent(table.schema()))
			.filter((table) -> !table.view() && !known.contains(table))
			.toList();
		Set<CatalogTable> ordered = new LinkedHashSet<>();
		Set<CatalogTable> visited = new HashSet<>();
		others.forEach((table) -> visit(table, others, visited, ordered));
		return List.copyOf(ordered);
	}

	private static void visit(CatalogTable table, List<CatalogTable> others, Set<CatalogTable> visited,
			Set<CatalogTable> ordered) {
		if (visited.add(table)) {
			others.stream()
				.filter((other) -> other.constraints().stream().anyMatch((key) -> refersTo(key, table)))
				.forEach((other) -> visit(other, others, visited, ordered));
			ordered.add(table);
		}
	}

	private static boolean refersTo(CatalogTable.Constraint key, CatalogTable table) {
		CatalogTable.Target target = key.target();
		return target != null && target.schema().equals(table.schema()) && target.table().equals(table.name());
	}

}
