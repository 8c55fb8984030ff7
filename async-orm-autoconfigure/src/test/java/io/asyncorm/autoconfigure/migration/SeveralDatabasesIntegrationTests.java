package io.asyncorm.autoconfigure.migration;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.EnableAsyncRepositories;
import io.asyncorm.autoconfigure.billing.Invoice;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each of two databases gets its own migrations from what runs them there.
 */
@ExtendWith(OutputCaptureExtension.class)
class SeveralDatabasesIntegrationTests {

	private final DatabaseAddress library = TestDatabase.POSTGRESQL.create();

	private final DatabaseAddress billing = TestDatabase.POSTGRESQL.create();

	@TempDir
	private Path folder;

	private ApplicationContextRunner application = new ApplicationContextRunner();

	@BeforeEach
	void setUp() throws IOException {
		Files.createDirectories(this.folder.resolve("lib"));
		Files.createDirectories(this.folder.resolve("bill"));
		this.application = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class, FlywayAutoConfiguration.class))
			.withBean(Databases.class, () -> new Databases(this.library, this.billing))
			.withUserConfiguration(Pools.class)
			.withPropertyValues("folder=" + this.folder);
	}

	@Test
	void eachFlywayInCodeRunsWhatIsWrittenForItsDatabase() throws IOException {
		Files.writeString(this.folder.resolve("bill/B-5.1-legacy.sql"), "create table legacy (id integer);");
		ApplicationContextRunner application = this.application.withUserConfiguration(TwoInCode.class)
			.withPropertyValues("async-orm.schema.diff-location=" + this.folder.resolve("lib"));

		run(application, "diff");
		assertThat(files()).containsExactly("bill/B-5.1-legacy.sql", "bill/B-5.2-invoice_line.sql",
				"lib/V1__author_book.sql");
		run(application, "validate");
		run(application, "diff");

		assertThat(files()).hasSize(3);
		assertThat(this.folder.resolve("bill/B-5.2-invoice_line.sql")).content()
			.contains("-- drop table \"legacy\";")
			.doesNotContain("drop table \"ran\"");
		assertThat(tables(this.library)).containsExactly("author", "book", "flyway_schema_history");
		assertThat(tables(this.billing)).containsExactly("invoice", "legacy", "line", "ran");
	}

	@Test
	void flywayOfTheOtherDatabaseIsNoneOfThePrimaryOne(CapturedOutput output) throws IOException {
		ApplicationContextRunner application = this.application.withUserConfiguration(OfBilling.class)
			.withPropertyValues("spring.flyway.locations=filesystem:" + this.folder.resolve("migration"),
					"async-orm.schema.diff-location=" + this.folder.resolve("migration"), "spring.flyway.table=ran",
					"spring.flyway.fail-on-missing-locations=false");

		run(application, "diff");
		run(application, "diff");

		assertThat(files()).containsExactly("migration-library/V1__author_book.sql", "migration/M1__invoice_line.sql");
		assertThat(tables(this.library)).isEmpty();
		assertThat(tables(this.billing)).containsExactly("invoice", "line", "ran");
		assertThat(output).contains("migration-library/V1__author_book.sql' brings it to them, and waits to be run");
	}

	@ParameterizedTest
	@ValueSource(classes = { LiquibaseByProperties.class, LiquibaseInCode.class })
	void liquibaseOfTheOtherDatabaseRunsWhatIsWrittenForIt(Class<?> configuration, CapturedOutput output)
			throws IOException {
		Files.writeString(this.folder.resolve("lib/V3__nothing.sql"), "select 1;");
		URL[] roots = { this.folder.toUri().toURL() };
		try (URLClassLoader resources = new URLClassLoader(roots, getClass().getClassLoader())) {
			ApplicationContextRunner application = this.application.withClassLoader(resources)
				.withConfiguration(AutoConfigurations.of(LiquibaseAutoConfiguration.class))
				.withUserConfiguration(configuration)
				.withPropertyValues("async-orm.schema.diff-location=" + this.folder.resolve("lib"),
						"spring.flyway.locations=classpath:lib", "spring.liquibase.database-change-log-table=ran");

			run(application.withPropertyValues("spring.liquibase.change-log=" + changeLog("first")), "diff");
			assertThat(sql()).containsExactly("bill/0001-invoice_line.sql", "lib/V3__nothing.sql",
					"lib/V4__author_book.sql");
			run(application.withPropertyValues("spring.liquibase.change-log=" + changeLog("second")), "validate");
			run(application.withPropertyValues("spring.liquibase.change-log=" + changeLog("third")), "diff");
		}

		assertThat(sql()).hasSize(3);
		assertThat(output).doesNotContain("does not include it");
		assertThat(tables(this.library)).containsExactly("author", "book", "flyway_schema_history");
		assertThat(tables(this.billing)).containsExactly("databasechangeloglock", "invoice", "line", "ran");
	}

	/** Within one process, Liquibase asks once for each whether there is anything new. */
	private String changeLog(String name) throws IOException {
		Files.writeString(this.folder.resolve("bill/" + name + ".yaml"),
				"""
						databaseChangeLog:
						- includeAll: {path: ., relativeToChangelogFile: true, endsWithFilter: .sql, errorIfMissingOrEmpty: false}
						""");
		return "classpath:/bill/" + name + ".yaml";
	}

	private List<String> sql() throws IOException {
		return files().stream().filter((file) -> file.endsWith(".sql")).toList();
	}

	private static void run(ApplicationContextRunner application, String action) {
		application.withPropertyValues("async-orm.schema.action=" + action)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.walk(this.folder)) {
			return files.filter(Files::isRegularFile)
				.map((file) -> this.folder.relativize(file).toString().replace('\\', '/'))
				.sorted()
				.toList();
		}
	}

	private static List<String> tables(DatabaseAddress database) {
		try (HikariDataSource pool = database.openPool(1)) {
			return JdbcClient.create(pool)
				.sql("select table_name from information_schema.tables where table_schema = 'public' order by 1")
				.query(String.class)
				.list();
		}
	}

	record Databases(DatabaseAddress library, DatabaseAddress billing) {
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
	static class Pools {

		@Bean
		@Primary
		HikariDataSource library(Databases databases) {
			return databases.library().openPool(3);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoInCode {

		@Bean
		HikariDataSource billing(Databases databases) {
			return databases.billing().openPool(3);
		}

		@Bean(initMethod = "migrate")
		Flyway libraryFlyway(HikariDataSource library, Environment environment) {
			return Flyway.configure()
				.dataSource(library)
				.locations("filesystem:" + environment.getProperty("folder") + "/lib")
				.load();
		}

		@Bean(initMethod = "migrate")
		Flyway billingFlyway(@Qualifier("billing") HikariDataSource billing, Environment environment) {
			return Flyway.configure()
				.dataSource(billing)
				.locations("filesystem:" + environment.getProperty("folder") + "/bill")
				.table("ran")
				.sqlMigrationPrefix("B-")
				.sqlMigrationSeparator("-")
				.placeholderReplacement(false)
				.load();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfBilling {

		@Bean
		@FlywayDataSource
		HikariDataSource billing(Databases databases) {
			return databases.billing().openPool(3);
		}

		@Bean
		FlywayConfigurationCustomizer prefix() {
			return (flyway) -> flyway.sqlMigrationPrefix("M");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LiquibaseByProperties {

		@Bean
		@LiquibaseDataSource
		HikariDataSource billing(Databases databases) {
			return databases.billing().openPool(3);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LiquibaseInCode {

		@Bean
		HikariDataSource billing(Databases databases) {
			return databases.billing().openPool(3);
		}

		@Bean
		SpringLiquibase billingLiquibase(@Qualifier("billing") HikariDataSource billing, Environment environment) {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(billing);
			liquibase.setChangeLog(environment.getProperty("spring.liquibase.change-log"));
			liquibase.setDatabaseChangeLogTable("ran");
			liquibase.setDefaultSchema("public");
			return liquibase;
		}

	}

}
