package io.asyncorm.migrations;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.migrations.first.Novel;
import io.asyncorm.migrations.second.Book;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.JavaProgram;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests that Flyway and Liquibase run the migrations that are written, in applications.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationsIntegrationTests {

	private final DatabaseAddress database = TestDatabase.POSTGRESQL.create();

	@TempDir
	private Path folder;

	private Path migrations;

	private String changelog = "";

	@BeforeEach
	void makeFolders() throws IOException {
		this.migrations = Files.createDirectory(this.folder.resolve("migrations"));
	}

	@ParameterizedTest
	@EnumSource(Tool.class)
	void whatIsWrittenIsRunAndKeepsTheRows(Tool tool, CapturedOutput output) throws IOException {
		this.changelog = tool.include(this.migrations);
		start(First.class, "diff", tool).close();
		assertThat(files()).containsExactly(tool.first);
		assertThat(output.toString()
			.contains("The changelog 'migrations/changelog0.xml' does not include it: let its last"
					+ " entry be <include file=\"" + tool.first + "\" relativeToChangelogFile=\"true\"/>"))
			.isEqualTo(tool == Tool.LIQUIBASE);
		this.changelog = tool.include(this.migrations, tool.first);
		start(First.class, "validate", tool).close();
		try (HikariDataSource pool = this.database.openPool(1)) {
			JdbcClient jdbc = JdbcClient.create(pool);
			jdbc.sql("insert into writer (name, nick) values ('Ann', 'A')").update();
			jdbc.sql("insert into novel (title, pages, writer_id) values ('Dune', 7, 1)").update();

			assertThatException().isThrownBy(() -> start(Second.class, "diff", tool));
			assertThat(files()).containsExactly(tool.first, tool.second);
			this.changelog = tool.include(this.migrations, tool.first, tool.second);
			assertThat(this.migrations.resolve(tool.second)).content()
				.contains("alter table \"novel\" rename to \"book\";\n",
						"alter table \"writer\" rename column \"name\" to \"full_name\";\n")
				.containsPattern("\n-- (> )?alter table \"writer\" drop column \"nick\";\n");
			assertThat(jdbc.sql("select count(*) from novel").query(Long.class).single()).isOne();
			start(Second.class, "validate", tool).close();

			assertThat(jdbc
				.sql("select title || pages || in_print || full_name || nick from book"
						+ " join writer on writer.id = writer_id")
				.query(String.class)
				.single()).isEqualTo("Dune7trueAnnA");
			start(Second.class, "diff", tool).close();
			assertThat(files()).containsExactly(tool.first, tool.second);
		}
	}

	@Test
	void theCommandWritesAMigrationAndEndsTheApplication() throws Exception {
		String output = JavaProgram.of(Application.class)
			.run(Stream
				.concat(Stream.of("--async-orm.schema.diff=" + this.migrations),
						arguments("validate", Tool.FLYWAY).stream())
				.toArray(String[]::new));

		Path file = this.migrations.resolve("V1__writer_novel.sql");
		assertThat(output.lines()).as(output).contains(file.toString()).noneMatch((line) -> line.contains("Exception"));
		assertThat(file).content().startsWith("-- Writer: table 'writer' is missing\ncreate table \"writer\" (");
	}

	@Test
	void theFirstMigrationOfADatabaseThatWasTakenOverIsRun() throws IOException {
		try (HikariDataSource pool = this.database.openPool(1)) {
			JdbcClient.create(pool).sql("create table legacy (id integer)").update();

			start(First.class, "diff", Tool.FLYWAY, "--spring.flyway.baseline-on-migrate=true").close();
			assertThat(files()).containsExactly("V2__writer_novel.sql");
			start(First.class, "validate", Tool.FLYWAY, "--spring.flyway.baseline-on-migrate=true").close();

			assertThat(JdbcClient.create(pool).sql("select count(*) from novel").query(Long.class).single()).isZero();
		}
	}

	@Test
	void flywayIsHeededAsItIsSetUp() throws IOException {
		Path more = Files.createDirectory(this.folder.resolve("more"));
		Files.writeString(more.resolve("M5.1-legacy.sql"), "create table legacy (id integer);");
		String[] setUp = { "--spring.flyway.table=ran", "--spring.flyway.sql-migration-prefix=M",
				"--spring.flyway.sql-migration-separator=-",
				"--spring.flyway.locations=filesystem:" + this.migrations + ",filesystem:" + more };

		start(First.class, "diff", Tool.FLYWAY, setUp).close();

		assertThat(files()).containsExactly("M5.2-writer_novel.sql");
		assertThat(this.migrations.resolve("M5.2-writer_novel.sql")).content()
			.contains("-- drop table \"legacy\";\n")
			.doesNotContain("drop table \"ran\"");
		start(First.class, "validate", Tool.FLYWAY, setUp).close();
	}

	/** Liquibase includes only what is on the class path. */
	private ConfigurableApplicationContext start(Class<?> application, String action, Tool tool, String... more)
			throws IOException {
		URL[] roots = { this.folder.toUri().toURL() };
		try (URLClassLoader resources = new URLClassLoader(roots, getClass().getClassLoader())) {
			return new SpringApplicationBuilder(application).bannerMode(Banner.Mode.OFF)
				.resourceLoader(new DefaultResourceLoader(resources))
				.run(Stream.concat(arguments(action, tool).stream(), Stream.of(more)).toArray(String[]::new));
		}
	}

	private List<String> arguments(String action, Tool tool) {
		return List.of("--spring.main.web-application-type=none", "--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=" + this.database.username(),
				"--spring.datasource.password=" + this.database.password(), "--async-orm.schema.action=" + action,
				"--async-orm.schema.diff-location=" + this.migrations,
				"--spring.flyway.enabled=" + (tool == Tool.FLYWAY),
				"--spring.flyway.locations=filesystem:" + this.migrations,
				"--spring.liquibase.enabled=" + (tool == Tool.LIQUIBASE),
				"--spring.liquibase.change-log=classpath:migrations/" + this.changelog);
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.migrations)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".sql"))
				.sorted()
				.toList();
		}
	}

	/** What runs migrations. */
	enum Tool {

		FLYWAY("V1__writer_novel.sql", "V2__book_writer.sql"),

		LIQUIBASE("0001-writer_novel.sql", "0002-book_writer.sql");

		private final String first;

		private final String second;

		Tool(String first, String second) {
			this.first = first;
			this.second = second;
		}

		/**
		 * Lets a changelog include what is written. It has another name each time: within
		 * one process, Liquibase asks once for each changelog whether there is anything
		 * new.
		 * @return its name
		 */
		String include(Path folder, String... files) throws IOException {
			String changelog = "changelog" + files.length + ".xml";
			if (this == LIQUIBASE) {
				String includes = Stream.of(files)
					.map((file) -> "  <include file=\"migrations/" + file + "\"/>\n")
					.collect(Collectors.joining());
				Files.writeString(folder.resolve(changelog), """
						<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
						    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
						    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
						        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
						%s</databaseChangeLog>
						""".formatted(includes));
			}
			return changelog;
		}

	}

	/** The application that is started by a command. */
	static final class Application {

		private Application() {
		}

		public static void main(String[] args) {
			new SpringApplicationBuilder(First.class).run(args);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Novel.class)
	static class First {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	static class Second {

	}

}
