package io.asyncorm.schema;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.SnippetCompiler;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.H2Dialect;
import io.asyncorm.dialect.MariaDbDialect;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.type.StandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/models.md} to its word: the tables of its declaration with every
 * annotation, and its table of types.
 */
class ModelsPageIntegrationTests {

	private static final Pattern DECLARATION = Pattern
		.compile("(?ms)^## Every annotation$.*?^```java\\n(.*?)^```\\n\\n```sql\\n(.*?)^```$");

	private static final Pattern TYPES = Pattern.compile("(?ms)^## Types$(.*?)^- ");

	private static final Pattern TYPE = Pattern
		.compile("(?m)^\\| `([^`]+)`[^|]* \\| ?([^|]*?) ?\\| ?([^|]*?) ?\\| ?([^|]*?) ?\\|");

	/** A row of the table of keys. */
	private static final Pattern KEY = Pattern
		.compile("(?m)^\\| `([^`]+)`[^|]* \\| ?([^|]*?) ?\\| (?:the|this|that|you)");

	/** Those of a model with such a key. */
	private static final Pattern COLUMNS = Pattern.compile("create table \"key\\d+\" \\((.*), \"last\"");

	/** What these refer to. */
	private static final String KEYS = """
			public record Place(int shelf, int place) {}
			@Model public record Style(@Nullable Long id) {}
			""";

	private static final Pattern ANNOTATION = Pattern.compile("(?m)^public @interface (\\w+)");

	/** What stands alone in the page is nested here. */
	private static final Pattern NESTED = Pattern.compile("(?m)^public (?=final class)");

	/** What each text of MariaDB has besides, as the page says once. */
	private static final String COLLATION = " character set utf8mb4 collate utf8mb4_nopad_bin";

	private static final String NONE = "none";

	private static final String SOURCE = """
			import io.asyncorm.model.*;
			import io.asyncorm.query.*;
			import java.math.*;
			import java.net.URI;
			import java.time.*;
			import java.util.*;
			import org.jspecify.annotations.Nullable;

			public final class Declared {

			public record SaleId(long value) {}

			""";

	@TempDir
	private Path output;

	@Test
	void declarationMakesTheTablesThatStandBesideIt() throws Exception {
		MatchResult declaration = declaration();

		List<String> statements = create(new PostgresDialect(), load(declaration.group(1)));

		assertThat(declaration.group(2).replaceAll("(?<=\\()\\s+|\\s+(?=\\))", "").replace(",\n\t", ", "))
			.isEqualTo(String.join(";\n", statements) + ";\n");
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(1)) {
			statements.forEach((statement) -> JdbcClient.create(pool).sql(statement).update());
			assertThat(JdbcClient.create(pool).sql("select count(*) from exhibit").query(Long.class).single()).isZero();
		}
	}

	@Test
	void declarationHasEveryAnnotation() throws IOException {
		List<String> annotations = new ArrayList<>();
		try (Stream<Path> sources = Files.list(Path.of("src", "main", "java", "io", "asyncorm", "model"))) {
			for (Path source : sources.toList()) {
				ANNOTATION.matcher(Files.readString(source))
					.results()
					.map((annotation) -> annotation.group(1))
					.forEach(annotations::add);
			}
		}

		annotations.remove("RelationType"); // is of the library's own types
		String declaration = declaration().group(1);
		assertThat(annotations).hasSizeGreaterThan(20)
			.allSatisfy((name) -> assertThat(declaration).containsPattern("@" + name + "\\b"));
	}

	@Test
	void typesOfColumnsAreThoseOfTheTable() throws Exception {
		List<MatchResult> rows = types();
		StringBuilder models = new StringBuilder();
		IntStream.range(0, rows.size())
			.forEach((number) -> models.append("@Model public record Type%d(@Nullable Long id, %s value) {}\n"
				.formatted(number, rows.get(number).group(1))));
		List<Class<?>> types = load(models.toString());

		assertThat(types).hasSameSizeAs(rows).hasSizeGreaterThan(30);
		List<String> made = new ArrayList<>();
		List<String> said = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			MatchResult row = rows.get(i);
			Class<?> type = types.get(i);
			made.add(row.group(1) + ": " + column(type, new PostgresDialect(), row.group(2))
					+ column(type, new H2Dialect(), row.group(3)) + column(type, new MariaDbDialect(), row.group(4)));
			said.add(row.group(1) + ": " + row.group(2) + row.group(3) + row.group(4));
		}
		assertThat(said).containsExactlyElementsOf(made);
	}

	@Test
	void columnsOfKeysAreThoseOfTheTable() throws Exception {
		List<MatchResult> rows = KEY.matcher(page()).results().toList();
		StringBuilder models = new StringBuilder();
		IntStream.range(0, rows.size())
			.forEach((number) -> models
				.append("@Model public record Key%d(%s, int last) {}\n".formatted(number, rows.get(number).group(1))));
		String tables = String.join("\n", create(new PostgresDialect(), load(KEYS + models)));

		assertThat(rows).hasSizeGreaterThan(10);
		List<String> made = COLUMNS.matcher(tables)
			.results()
			.map((columns) -> "`" + columns.group(1).replace(" not null", "") + "`")
			.toList();
		assertThat(rows.stream().map((row) -> row.group(2))).containsExactlyElementsOf(made);
	}

	@Test
	void tableHasEveryTypeThatAnotherOneStandsFor() throws IOException {
		List<String> types = types().stream().map((row) -> row.group(1)).toList();

		assertThat(StandIn.all()
			.stream()
			.map((type) -> MethodType.methodType(type.javaType()).unwrap().returnType().getSimpleName())).isNotEmpty()
			.allSatisfy((name) -> assertThat(types).contains(name));
	}

	/**
	 * The type of a column as the generator has it; where there is none, as it is said.
	 */
	private static String column(Class<?> model, Dialect dialect, String said) {
		if (said.equals(NONE)) {
			return NONE;
		}
		String table = create(dialect, List.of(model)).get(0);
		Matcher column = Pattern.compile("[\"`]value[\"`] (.+?)(?: not null)?, primary key").matcher(table);
		assertThat(column.find()).as(table).isTrue();
		return "`" + column.group(1).replace(COLLATION, "") + "`";
	}

	private static List<String> create(Dialect dialect, List<Class<?>> models) {
		return new SchemaGenerator(dialect).create(ModelRegistry.of(models), Set.of());
	}

	private MatchResult declaration() throws IOException {
		Matcher declaration = DECLARATION.matcher(page());
		assertThat(declaration.find()).isTrue();
		return declaration.toMatchResult();
	}

	private static List<MatchResult> types() throws IOException {
		Matcher section = TYPES.matcher(page());
		assertThat(section.find()).isTrue();
		return TYPE.matcher(section.group(1)).results().toList();
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("..", "docs", "models.md"));
	}

	/** The models of a snippet, in their order. */
	private List<Class<?>> load(String snippet) throws Exception {
		assertThat(SnippetCompiler.compile("Declared",
				SOURCE + NESTED.matcher(snippet).replaceAll("public static ") + "}\n", this.output))
			.isEmpty();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.output.toUri().toURL() },
				getClass().getClassLoader())) {
			Class<?>[] classes = loader.loadClass("Declared").getDeclaredClasses();
			List<Class<?>> models = new ArrayList<>(
					Arrays.stream(classes).filter((type) -> type.isAnnotationPresent(Model.class)).toList());
			models.sort((one, other) -> Integer.compare(snippet.indexOf(" " + one.getSimpleName() + "("),
					snippet.indexOf(" " + other.getSimpleName() + "(")));
			return models;
		}
	}

}
