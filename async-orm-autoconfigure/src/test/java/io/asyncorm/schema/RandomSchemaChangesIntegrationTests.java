package io.asyncorm.schema;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.SnippetCompiler;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.jdbc.JdbcCatalogReader;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.schema.SchemaStep.Phase;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the steps of a {@link SchemaComparison} bring a live schema to models after
 * each of a hundred random changes, and after each of half of them without the optional
 * steps, and keep what is in it: of one seed, or of several with
 * {@code -Dasync-orm.thorough=true}. Flyway and Liquibase run the migrations of a hundred
 * changes, each of ten changes, or each of one.
 */
class RandomSchemaChangesIntegrationTests {

	private static final int CHANGES = 100;

	/**
	 * What is left makes schemas larger, and their comparison slower, with each change.
	 */
	private static final int CHANGES_THAT_LEAVE = CHANGES / 2;

	private static final PostgresDialect DIALECT = new PostgresDialect();

	private static final boolean THOROUGH = Boolean.getBoolean("async-orm.thorough");

	/** The tables of what runs migrations. */
	private static final Pattern OF_TOOLS = Pattern.compile("\\bran(_\\w+)?\\b");

	/** What is commented out. */
	private static final Pattern OPTIONAL = Pattern.compile("^-- (?:> )?((?:alter|drop) .*;)$", Pattern.MULTILINE);

	/** The classes of all models of a run, which are the same each time. */
	private static final Map<Run, List<Class<?>[]>> COMPILED = new HashMap<>();

	@TempDir
	private static Path classes;

	private int rows;

	private final List<String> told = new ArrayList<>();

	@ParameterizedTest
	@MethodSource("seeds")
	void whatIsLeftIsInTheWayOfNothing(long seed) throws Exception {
		changeAtRandom(new Run(seed, 1), CHANGES_THAT_LEAVE, false, this::execute);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void withEveryStepTheSchemaIsTheSameAsANewOne(long seed) throws Exception {
		changeAtRandom(new Run(seed, 1), CHANGES, true, this::execute);
	}

	@ParameterizedTest
	@EnumSource(MigrationTool.class)
	void itIsWhenToolsRunWhatIsWritten(MigrationTool tool, @TempDir Path parent) throws Exception {
		Path folder = tool.folder(parent);

		changeAtRandom(new Run(1, THOROUGH ? 1 : 10), CHANGES, true, (steps, pool) -> {
			Path file = MigrationFolder.of(folder).write(steps).orElse(null);
			if (file != null) {
				Files.writeString(file, OPTIONAL.matcher(Files.readString(file)).replaceAll("$1"));
				tool.run(folder, pool);
			}
			else {
				execute(steps, pool);
			}
		});
	}

	static Stream<Long> seeds() {
		return LongStream.rangeClosed(1, THOROUGH ? 3 : 1).boxed();
	}

	private void changeAtRandom(Run run, int changes, boolean everything, Migration migration) throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2)) {
			JdbcClient jdbc = JdbcClient.create(pool);
			RandomModels models = new RandomModels(new Random(run.seed()));
			List<Class<?>[]> compiled = COMPILED.computeIfAbsent(run, RandomSchemaChangesIntegrationTests::compile);
			for (int i = 0; i <= changes / run.changes(); i++) {
				this.told.addAll((i == 0) ? List.of(run.toString()) : models.change(run.changes()));
				Map<RandomField, List<String>> before = contents(models, jdbc, true);
				ModelRegistry registry = ModelRegistry.of(List.of(compiled.get(i)));
				SchemaComparison comparison = new SchemaComparison(registry, DIALECT,
						new JdbcCatalogReader(pool, DIALECT, null, false));
				List<SchemaStep> steps = wanted(comparison, everything);

				migration.run(steps, pool);
				if (everything) {
					execute(comparison.steps().stream().filter((step) -> isKept(step, steps)).toList(), pool);
				}

				assertThat(wanted(comparison, everything)).as(() -> this.told + "\n" + steps).isEmpty();
				Map<RandomField, List<String>> after = contents(models, jdbc, false);
				before.forEach((field, values) -> assertThat(after.get(field)).as(() -> this.told + "\n" + steps)
					.isEqualTo(values));
				if (everything) {
					assertThat(snapshot(jdbc, "public")).as(() -> this.told + "\n" + steps)
						.isEqualTo(fresh(registry, jdbc, pool));
				}
				insert(models, jdbc);
			}
		}
	}

	/** A column that is written again needs what only a person may drop. */
	private static List<SchemaStep> wanted(SchemaComparison comparison, boolean everything) {
		List<SchemaStep> steps = comparison.steps();
		Set<String> written = steps.stream()
			.map(SchemaStep::statement)
			.filter((statement) -> statement.endsWith("\" drop expression"))
			.map((statement) -> statement.substring(0, statement.length() - "drop expression".length()))
			.collect(Collectors.toSet());
		return steps.stream()
			.filter((step) -> everything || !step.optional() || written.stream().anyMatch(step.statement()::startsWith))
			.toList();
	}

	/** What was written before a column was to be computed is kept under another name. */
	private static boolean isKept(SchemaStep step, List<SchemaStep> before) {
		return step.phase() == Phase.LEFT_COLUMNS && step.statement().endsWith("_before\"")
				&& before.stream().anyMatch((other) -> other.phase() == Phase.OLD_COLUMNS);
	}

	private void execute(List<SchemaStep> steps, DataSource pool) {
		JdbcClient jdbc = JdbcClient.create(pool);
		new TransactionTemplate(new DataSourceTransactionManager(pool))
			.executeWithoutResult((status) -> steps.forEach((step) -> execute(jdbc, step)));
	}

	private void execute(JdbcClient jdbc, SchemaStep step) {
		try {
			if (step.statement().startsWith("select")) {
				jdbc.sql(step.statement()).query().singleValue();
			}
			else {
				jdbc.sql(step.statement()).update();
			}
		}
		catch (RuntimeException ex) {
			throw new AssertionError(this.told + "\n" + step, ex);
		}
	}

	/** Compiles all models at once: a hundred runs of the compiler would take minutes. */
	private static List<Class<?>[]> compile(Run run) {
		RandomModels models = new RandomModels(new Random(run.seed()));
		Map<String, String> sources = new LinkedHashMap<>();
		for (int i = 0; i <= CHANGES / run.changes(); i++) {
			if (i > 0) {
				models.change(run.changes());
			}
			String name = "Models" + i;
			sources.put(name, models.source(name));
		}
		try {
			Path output = Files.createDirectory(classes.resolve(run.toString()));
			assertThat(SnippetCompiler.compile(sources, output)).isEmpty();
			try (URLClassLoader loader = new URLClassLoader(new URL[] { output.toUri().toURL() },
					RandomSchemaChangesIntegrationTests.class.getClassLoader())) {
				List<Class<?>[]> loaded = new ArrayList<>();
				for (String name : sources.keySet()) {
					loaded.add(loader.loadClass(name).getDeclaredClasses());
				}
				return loaded;
			}
		}
		catch (IOException | ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Rows of all tables, with values that differ. */
	private void insert(RandomModels models, JdbcClient jdbc) {
		for (RandomTable table : models.tables) {
			List<RandomField> written = table.fields.stream()
				.filter((field) -> field.target == null && field.computedOf == null)
				.toList();
			int number = ++this.rows;
			String columns = String.join(", ", written.stream().map(RandomField::quotedName).toList());
			String values = String.join(", ", written.stream().map((field) -> field.value(number)).toList());
			jdbc.sql("insert into " + table.quotedName()
					+ (columns.isEmpty() ? " default values" : " (" + columns + ") values (" + values + ")"))
				.update();
			table.fields.stream()
				.filter((field) -> field.target != null)
				.forEach((field) -> jdbc
					.sql("update " + table.quotedName() + " set " + field.quotedName() + " = (select max(id) from "
							+ field.target.quotedName() + ") where id = (select max(id) from " + table.quotedName()
							+ ")")
					.update());
		}
	}

	/** The values of fields that are there before and after, as text. */
	private Map<RandomField, List<String>> contents(RandomModels models, JdbcClient jdbc, boolean before) {
		Map<RandomField, List<String>> contents = new IdentityHashMap<>();
		Set<String> columns = new LinkedHashSet<>(jdbc.sql(
				"select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'")
			.query(String.class)
			.list());
		for (RandomTable table : models.tables) {
			String name = (before && table.formerName != null) ? RandomTable.tableName(table.formerName)
					: table.tableName();
			Map<RandomField, String> shown = new LinkedHashMap<>();
			for (RandomField field : table.fields) {
				String column = field.columnName((before && field.formerName != null) ? field.formerName : field.name);
				if (field.computedOf == null && columns.contains(name + "." + column)) {
					contents.put(field, new ArrayList<>());
					shown.put(field, "coalesce(" + RandomText.quoted(column) + "::text, 'null')");
				}
			}
			if (!shown.isEmpty()) {
				jdbc.sql("select " + String.join(", ", shown.values()) + " from " + RandomText.quoted(name)
						+ " order by id")
					.query((row) -> {
						int place = 0;
						for (RandomField field : shown.keySet()) {
							contents.get(field).add(row.getString(++place));
						}
					});
			}
		}
		if (before) {
			contents.keySet().removeIf((field) -> !field.nullable && contents.get(field).contains("null"));
		}
		return contents;
	}

	/** What a new schema is like. */
	private static List<String> fresh(ModelRegistry registry, JdbcClient jdbc, DataSource pool) {
		TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
		List<String> snapshot = transaction.execute((status) -> {
			jdbc.sql("create schema fresh").update();
			jdbc.sql("set local search_path = fresh").update();
			new SchemaGenerator(DIALECT).create(registry, Set.of())
				.forEach((statement) -> jdbc.sql(statement).update());
			List<String> found = snapshot(jdbc, "fresh");
			status.setRollbackOnly();
			return found;
		});
		return (snapshot != null) ? snapshot : List.of();
	}

	/** All of a schema, but for the order of columns. */
	private static List<String> snapshot(JdbcClient jdbc, String schema) {
		return Stream.of(
				"select concat_ws(' ', table_name, column_name, data_type, character_maximum_length, numeric_precision,"
						+ " is_nullable, column_default, is_identity, generation_expression,"
						+ " col_description((quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass,"
						+ " ordinal_position)) from information_schema.columns where table_schema = ?",
				"select conname || ' ' || replace(pg_get_constraintdef(k.oid), c.relnamespace::regnamespace || '.', '')"
						+ " from pg_constraint k join pg_class c on c.oid = k.conrelid"
						+ " where c.relnamespace = ?::regnamespace and k.contype in ('u', 'f', 'c')",
				"select replace(indexdef, schemaname || '.', '') from pg_indexes where schemaname = ?"
						+ " and indexname not like '%pkey%'",
				"select c.relname || ' ' || obj_description(c.oid, 'pg_class') from pg_class c where"
						+ " c.relkind = 'r' and c.relnamespace = ?::regnamespace")
			.flatMap((sql) -> jdbc.sql(sql).param(schema).query(String.class).list().stream())
			.filter((text) -> text != null && !OF_TOOLS.matcher(text).find())
			.sorted()
			.toList();
	}

	/**
	 * What is run.
	 *
	 * @param seed where changes come from
	 * @param changes how many are made at a time
	 */
	record Run(long seed, int changes) {
	}

	/** Runs the steps. */
	interface Migration {

		void run(List<SchemaStep> steps, DataSource pool) throws IOException;

	}

}
