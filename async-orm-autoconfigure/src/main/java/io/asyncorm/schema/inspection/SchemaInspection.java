package io.asyncorm.schema.inspection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.schema.CatalogReader;
import io.asyncorm.schema.MigrationTables;

/**
 * Writes a model and a repository for each table and view of some schemas. What it cannot
 * express, comments in the models say. Reads the catalog, and changes nothing.
 *
 * @since 0.1.0
 */
public final class SchemaInspection {

	/** What migrations of other frameworks keep of themselves. */
	private static final Set<String> OF_MIGRATIONS = Set.of("schema_migrations", "ar_internal_metadata",
			"django_migrations", "alembic_version");

	private final Dialect dialect;

	private final CatalogReader reader;

	private final List<String> remarks = new ArrayList<>();

	public SchemaInspection(Dialect dialect, CatalogReader reader) {
		this.dialect = dialect;
		this.reader = reader;
	}

	/**
	 * The sources.
	 * @param schemas names of schemas in the exact case; an empty one is the schema in
	 * which tables are found by their names alone
	 * @param packageName the package of all types
	 * @throws org.springframework.dao.DataAccessException if the database does not answer
	 */
	public List<SourceFile> sources(Collection<String> schemas, String packageName) {
		List<CatalogTable> all = this.reader.tables(schemas)
			.stream()
			.filter((table) -> !MigrationTables.isOne(table)
					&& !OF_MIGRATIONS.contains(table.name().toLowerCase(Locale.ROOT)))
			.filter(this::hasSpeakableNames)
			.toList();
		Set<String> names = new TreeSet<>();
		all.forEach((table) -> names.add(table.name().toLowerCase(Locale.ROOT)));
		List<CatalogColumn> columns = this.reader.read(names).columns();
		List<InspectedTable> tables = inspect(all, columns);
		Map<InspectedTable, String> repositories = repositories(tables);
		Set<String> types = new HashSet<>(repositories.values());
		tables.forEach((table) -> types.add(table.model()));
		Relations relations = new Relations(tables, new Tenants(tables, this.reader.partitions(schemas)));
		List<SourceFile> sources = new ArrayList<>();
		for (InspectedTable table : tables) {
			boolean found = columns.stream().anyMatch((column) -> column.found() && isOf(column, table.table()));
			sources.add(new SourceFile(table.model(),
					new ModelWriter(table, relations, found, new Imports(types)).write(packageName)));
			String repository = Objects.requireNonNull(repositories.get(table));
			sources.add(new SourceFile(repository,
					new RepositoryWriter(table, repository, new Imports(types)).write(packageName)));
		}
		return sources;
	}

	/** What has to be said of tables for which nothing was written. */
	public List<String> remarks() {
		return List.copyOf(this.remarks);
	}

	/** What a model cannot name is left out. */
	private boolean hasSpeakableNames(CatalogTable table) {
		boolean speakable = table.name().indexOf('.') < 0
				&& Stream.concat(Stream.of(table.name()), table.columns().stream().map(CatalogTable.Column::name))
					.noneMatch((name) -> name.isBlank() || name.indexOf('"') >= 0
							|| name.chars().anyMatch(Character::isISOControl));
		if (!speakable) {
			this.remarks.add("'" + JavaNames.comment(table.schema() + "." + table.name())
					+ "' was left out: no model can name it or one of its columns (a quote, a dot, or nothing but blanks)");
		}
		return speakable;
	}

	private List<InspectedTable> inspect(List<CatalogTable> all, List<CatalogColumn> columns) {
		Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		List<InspectedTable> tables = new ArrayList<>();
		for (CatalogTable table : all.stream().sorted(Comparator.comparing(CatalogTable::view)).toList()) {
			Map<String, JavaType> types = types(table, columns);
			if (types.isEmpty()) {
				this.remarks.add("'" + table.schema() + "." + table.name()
						+ "' was left out: it has no column that a property can hold");
				continue;
			}
			String model = JavaNames.model(table.name());
			String free = taken.contains(model)
					? JavaNames.free(JavaNames.capitalize(JavaNames.property(table.schema())) + model, taken) : model;
			InspectedTable inspected = new InspectedTable(table, free, types);
			if (inspected.key().isEmpty()) {
				this.remarks.add("'" + table.schema() + "." + table.name() + "' was left out: no model can have "
						+ (inspected.keyIsKnown() ? "its key (" + String.join(", ", inspected.knownKeys().get(0)) + ")"
								: "one of its columns as its key")
						+ ", since a key is compared as a whole. Write a model with another key by hand, or read it by"
						+ " @Query");
				continue;
			}
			taken.add(free);
			tables.add(inspected);
		}
		return tables;
	}

	private Map<String, JavaType> types(CatalogTable table, List<CatalogColumn> columns) {
		Map<String, JavaType> types = new LinkedHashMap<>();
		for (CatalogTable.Column column : table.columns()) {
			columns.stream()
				.filter((other) -> isOf(other, table) && other.name().equals(column.name()))
				.findFirst()
				.ifPresent((kind) -> {
					JavaType type = JavaType.of(column, kind.type(), this.dialect);
					if (type != null) {
						types.put(column.name(), type);
					}
				});
		}
		return types;
	}

	private static boolean isOf(CatalogColumn column, CatalogTable table) {
		return column.schema().equals(table.schema()) && column.table().equals(table.name());
	}

	private static Map<InspectedTable, String> repositories(List<InspectedTable> tables) {
		Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		tables.forEach((table) -> taken.add(table.model()));
		Map<InspectedTable, String> repositories = new LinkedHashMap<>();
		for (InspectedTable table : tables) {
			String plural = JavaNames.repository(table.model());
			String name = taken.contains(plural) ? JavaNames.free(table.model() + "Repository", taken) : plural;
			taken.add(name);
			repositories.put(table, name);
		}
		return repositories;
	}

}
