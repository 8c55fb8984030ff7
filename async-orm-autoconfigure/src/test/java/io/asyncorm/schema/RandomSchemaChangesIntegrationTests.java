package io.asyncorm.schema;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import io.asyncorm.AsyncOrm;
import io.asyncorm.SnippetCompiler;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.jdbc.JdbcCatalogReader;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.SchemaAction;
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
 * each of a hundred random changes, and after each of some of them without the optional
 * steps, and keep what is in it: of one seed, or of random ones, too, with
 * {@code -Dasync-orm.thorough=true}. Flyway and Liquibase run the migrations of a hundred
 * changes, each of ten changes, or each of one.
 */
class RandomSchemaChangesIntegrationTests {

	private static final int CHANGES = 100;

	/**
	 * What is left makes schemas larger, and their comparison slower, with each change.
	 */
	private static final int CHANGES_THAT_LEAVE = CHANGES * 2 / 5;

	private static final PostgresDialect DIALECT = new PostgresDialect();

	private static final boolean THOROUGH = Boolean.getBoolean("async-orm.thorough");

	/** After how many migrations an application starts. */
	private static final int VALIDATED = 10;

	/** What is commented out. */
	private static final Pattern OPTIONAL = Pattern.compile("^-- (?:> )?((?:alter|drop) .*;)$", Pattern.MULTILINE);

	/** The classes of all models of a run, which are the same each time. */
	private static final Map<Run, List<Class<?>[]>> COMPILED = new HashMap<>();

	@TempDir
	private static Path classes;

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
		return THOROUGH ? LongStream.concat(LongStream.of(1), new Random().longs(3, 2, Integer.MAX_VALUE)).boxed()
				: Stream.of(1L);
	}

	private void changeAtRandom(Run run, int changes, boolean everything, Migration migration) throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2)) {
			JdbcClient jdbc = JdbcClient.create(pool);
			jdbc.sql("create type mood as enum ('M1', 'M2')").update();
			RandomRows rows = new RandomRows(jdbc);
			RandomSnapshot snapshot = new RandomSnapshot(jdbc, transactions(pool));
			RandomModels models = new RandomModels(new Random(run.seed()));
			List<Class<?>[]> compiled = COMPILED.computeIfAbsent(run, RandomSchemaChangesIntegrationTests::compile);
			for (int i = 0; i <= changes / run.changes(); i++) {
				this.told.addAll((i == 0) ? List.of(run.toString()) : models.change(run.changes()));
				Map<Object, List<String>> before = rows.contents(models, true);
				ModelRegistry registry = ModelRegistry.of(List.of(compiled.get(i)));
				SchemaComparison comparison = new SchemaComparison(registry, DIALECT,
						new JdbcCatalogReader(pool, DIALECT, null, false));
				List<SchemaStep> steps = wanted(comparison, everything);

				migration.run(steps, pool);
				if (steps.stream().anyMatch((step) -> step.phase() == Phase.TYPES)) {
					migration.run(wanted(comparison, everything), pool);
				}
				if (everything) {
					execute(comparison.steps().stream().filter((step) -> isKept(step, steps)).toList(), pool);
				}

				assertThat(wanted(comparison, everything)).as(() -> this.told + "\n" + steps).isEmpty();
				Map<Object, List<String>> after = rows.contents(models, false);
				before.forEach((what, values) -> assertThat(after.get(what)).as(() -> this.told + "\n" + steps)
					.isEqualTo(values));
				if (everything) {
					assertThat(snapshot.now(registry)).as(() -> this.told + "\n" + steps)
						.containsExactlyInAnyOrderElementsOf(snapshot.fresh(registry));
				}
				if (i % VALIDATED == 0) {
					validate(compiled.get(i), pool);
				}
				rows.insert(models, registry);
			}
		}
	}

	/** What an application does when it starts. */
	private void validate(Class<?>[] models, DataSource pool) {
		AsyncOrm.builder(pool).models(models).schemaAction(SchemaAction.VALIDATE).build().close();
	}

	private static TransactionTemplate transactions(DataSource pool) {
		return new TransactionTemplate(new DataSourceTransactionManager(pool));
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
		transactions(pool).executeWithoutResult((status) -> steps.forEach((step) -> execute(jdbc, step)));
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
					loaded.add(Stream.of(loader.loadClass(name).getDeclaredClasses())
						.filter((type) -> type.isAnnotationPresent(Model.class))
						.toArray(Class<?>[]::new));
				}
				return loaded;
			}
		}
		catch (IOException | ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
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
