package io.asyncorm.schema;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.SnippetCompiler;
import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.H2Dialect;
import io.asyncorm.dialect.MariaDbDialect;
import io.asyncorm.jdbc.JdbcCatalogReader;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the steps of a {@link SchemaComparison} bring a schema of H2 or MariaDB to
 * models after each of many random changes, and keep what is in it, with the optional
 * steps and without them.
 */
class OtherDatabaseChangesIntegrationTests {

	private static final int CHANGES = Integer.getInteger("async-orm.changes", 25);

	private static final long SEED = Long.getLong("async-orm.seed", 1);

	@TempDir
	private static Path classes;

	private static final List<Class<?>[]> compiled = new ArrayList<>();

	private int rows;

	private final List<String> told = new ArrayList<>();

	@BeforeAll
	static void compile() throws IOException, ClassNotFoundException {
		PlainModels models = new PlainModels(new Random(SEED));
		Map<String, String> sources = new LinkedHashMap<>();
		for (int i = 0; i <= CHANGES; i++) {
			if (i > 0) {
				models.change(1);
			}
			sources.put("Plain" + i, models.source("Plain" + i));
		}
		assertThat(SnippetCompiler.compile(sources, classes)).isEmpty();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				OtherDatabaseChangesIntegrationTests.class.getClassLoader())) {
			for (String name : sources.keySet()) {
				compiled.add(loader.loadClass(name).getDeclaredClasses());
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "H2,true", "H2,false", "MARIADB,true", "MARIADB,false" })
	void theSchemaIsBroughtToTheModels(TestDatabase database, boolean everything) {
		Dialect dialect = (database == TestDatabase.H2) ? new H2Dialect() : new MariaDbDialect();
		try (HikariDataSource pool = database.create(2)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			PlainModels models = new PlainModels(new Random(SEED));
			for (int i = 0; i <= CHANGES; i++) {
				if (i > 0) {
					this.told.addAll(models.change(1));
				}
				ModelRegistry registry = ModelRegistry.of(List.of(compiled.get(i)));
				Map<PlainModels.Field, List<String>> before = contents(models, jdbc, dialect, true);
				List<SchemaStep> steps = run(registry, pool, dialect, everything);
				List<SchemaStep> kept = everything ? run(registry, pool, dialect, true) : List.of();

				assertThat(kept).as(() -> description(steps)).allMatch((step) -> step.statement().contains("_before"));
				assertThat(steps(registry, pool, dialect, everything)).as(() -> description(steps)).isEmpty();
				Map<PlainModels.Field, List<String>> after = contents(models, jdbc, dialect, false);
				before.forEach(
						(field, values) -> assertThat(after.get(field)).as(() -> description(steps)).isEqualTo(values));
				if (everything) {
					assertThat(snapshot(pool, dialect)).as(() -> description(steps))
						.isEqualTo(fresh(registry, database, dialect));
				}
				insert(models, jdbc, dialect);
			}
		}
	}

	private String description(List<SchemaStep> steps) {
		return this.told + "\n" + String.join("\n", steps.stream().map(SchemaStep::toString).toList());
	}

	private List<SchemaStep> run(ModelRegistry registry, HikariDataSource pool, Dialect dialect, boolean everything) {
		List<SchemaStep> steps = steps(registry, pool, dialect, everything);
		JdbcTemplate jdbc = new JdbcTemplate(pool);
		steps.forEach((step) -> {
			try {
				jdbc.execute(step.statement());
			}
			catch (RuntimeException ex) {
				throw new AssertionError("This cannot be run: " + step + "\n" + description(steps), ex);
			}
		});
		return steps;
	}

	private static List<SchemaStep> steps(ModelRegistry registry, HikariDataSource pool, Dialect dialect,
			boolean everything) {
		return new SchemaComparison(registry, dialect, new JdbcCatalogReader(pool, dialect, null, false)).steps()
			.stream()
			.filter((step) -> everything || !step.optional())
			.toList();
	}

	/** Rows of all tables, with values that differ. */
	private void insert(PlainModels models, JdbcTemplate jdbc, Dialect dialect) {
		for (PlainModels.Table table : models.tables) {
			List<PlainModels.Field> written = table.fields.stream()
				.filter((field) -> field.target == null && field.computedOf == null)
				.toList();
			int number = ++this.rows;
			jdbc.execute("insert into " + dialect.quote(table.name) + " ("
					+ String.join(", ", written.stream().map((field) -> dialect.quote(field.name)).toList())
					+ ") values (" + String.join(", ", written.stream().map((field) -> field.value(number)).toList())
					+ ")");
			Long id = jdbc.queryForObject("select max(" + dialect.quote("id") + ") from " + dialect.quote(table.name),
					Long.class);
			table.fields.stream()
				.filter((field) -> field.target != null)
				.forEach((field) -> jdbc
					.queryForList("select max(" + dialect.quote("id") + ") from " + dialect.quote(field.target.name),
							Long.class)
					.forEach((target) -> jdbc.update("update " + dialect.quote(table.name) + " set "
							+ dialect.quote(field.name) + " = ? where " + dialect.quote("id") + " = ?", target, id)));
		}
	}

	/** The values of fields that are there before and after, as text. */
	private static Map<PlainModels.Field, List<String>> contents(PlainModels models, JdbcTemplate jdbc, Dialect dialect,
			boolean before) {
		Map<PlainModels.Field, List<String>> contents = new IdentityHashMap<>();
		Set<String> columns = Set
			.copyOf(jdbc.queryForList("select concat(table_name, '.', column_name) from information_schema.columns"
					+ " where table_schema in ('PUBLIC', " + ((dialect instanceof H2Dialect) ? "''" : "database()")
					+ ")", String.class));
		for (PlainModels.Table table : models.tables) {
			String name = (before && table.formerName != null) ? table.formerName : table.name;
			for (PlainModels.Field field : table.fields) {
				String column = (before && field.formerName != null) ? field.formerName : field.name;
				if (field.computedOf == null && columns.contains(name + "." + column)) {
					List<String> values = jdbc
						.queryForList("select " + dialect.quote(column) + " from " + dialect.quote(name) + " order by "
								+ dialect.quote("id"), Object.class)
						.stream()
						.map(OtherDatabaseChangesIntegrationTests::text)
						.toList();
					if (!before || field.nullable || !values.contains("null")) {
						contents.put(field, values);
					}
				}
			}
		}
		return contents;
	}

	/** How many zeros a number has behind the point is nothing. */
	private static String text(Object value) {
		String text = String.valueOf(value);
		return text.matches("-?\\d+(\\.\\d+)?(E\\+\\d+)?") ? new BigDecimal(text).stripTrailingZeros().toPlainString()
				: text;
	}

	/** What a new schema is like. */
	private static List<String> fresh(ModelRegistry registry, TestDatabase database, Dialect dialect) {
		try (HikariDataSource pool = database.create(1)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			new SchemaGenerator(dialect).create(registry, Set.of()).forEach(jdbc::execute);
			return snapshot(pool, dialect);
		}
	}

	/**
	 * All of a schema, but for the order of columns and what the database names itself.
	 */
	private static List<String> snapshot(HikariDataSource pool, Dialect dialect) {
		return new JdbcCatalogReader(pool, dialect, null, false).tables(List.of(""))
			.stream()
			.flatMap((table) -> Stream.of(Stream.of(table.comment()), table.columns().stream(),
					table.constraints()
						.stream()
						.map((one) -> (one.kind() == Kind.PRIMARY_KEY) ? one.columns()
								: List.of(one.name(), one.columns(), one.expression(), target(one))),
					table.indexes().stream())
				.flatMap((part) -> part)
				.map((part) -> table.name() + ": " + part))
			.sorted()
			.toList();
	}

	private static String target(CatalogTable.Constraint constraint) {
		CatalogTable.Target target = constraint.target();
		return (target != null) ? target.table() + target.columns() + target.onDelete() : "";
	}

}
