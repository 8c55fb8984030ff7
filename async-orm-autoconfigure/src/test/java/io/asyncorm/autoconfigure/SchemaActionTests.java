package io.asyncorm.autoconfigure;

import java.nio.file.Path;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.model.CurrentUser;
import io.asyncorm.testdatabase.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.autoconfigure.FailingStart.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is done about tables, if a property says it and if none does.
 */
@ExtendWith(OutputCaptureExtension.class)
class SchemaActionTests {

	private final ApplicationContextRunner h2 = LibraryContexts.library()
		.withPropertyValues(TestDatabase.H2.create().toProperties());

	@Test
	void anEmbeddedDatabaseGetsItsTablesByItself() {
		this.h2.run((context) -> assertThat(await(context.getBean(Authors.class).acount())).isZero());
	}

	@Test
	void aDatabaseThatMigrationsManageGetsNone() {
		this.h2.withBean(SchemaManagementProvider.class, () -> (dataSource) -> SchemaManagement.MANAGED)
			.run((context) -> assertThat(tables(context)).isZero());
	}

	@Test
	void aDatabaseWithAScriptGetsNone() {
		this.h2.withPropertyValues("spring.sql.init.schema-locations=classpath:tables.sql")
			.run((context) -> assertThat(tables(context)).isZero());
	}

	@Test
	void aDatabaseWithAScriptOfItsPlatformGetsNone() {
		this.h2.withPropertyValues("spring.sql.init.platform=trial")
			.run((context) -> assertThat(tables(context)).isZero());
	}

	@Test
	void aDatabaseWithSeveralScriptsGetsNone() {
		this.h2.withPropertyValues("spring.sql.init.schema-locations[0]=classpath:tables.sql")
			.run((context) -> assertThat(tables(context)).isZero());
	}

	@Test
	void aDatabaseOfEntitiesGetsNone() {
		this.h2.withBean(EntityManagerFactory.class, () -> {
			throw new IllegalStateException("not to be made");
		}, (bean) -> bean.setLazyInit(true)).run((context) -> assertThat(tables(context)).isZero());
	}

	@Test
	void tablesThatAreMadeAreDroppedInTheEnd() {
		try (HikariDataSource pool = TestDatabase.H2.create(2)) {
			LibraryContexts.library()
				.withBean(DataSource.class, () -> pool, (bean) -> bean.setDestroyMethodName(""))
				.run((context) -> assertThat(tables(pool)).isOne());

			assertThat(tables(pool)).isZero();
		}
	}

	@Test
	void tablesThatAreThereInAnyCaseAreKeptInTheEnd() {
		try (HikariDataSource pool = TestDatabase.H2.create(2)) {
			JdbcClient jdbc = JdbcClient.create(pool);
			jdbc.sql("create table AUTHOR (id bigint auto_increment primary key, name varchar(50))").update();
			jdbc.sql("insert into AUTHOR (name) values ('Ann')").update();

			LibraryContexts.library()
				.withBean(DataSource.class, () -> pool, (bean) -> bean.setDestroyMethodName(""))
				.run((context) -> assertThat(await(context.getBean(Authors.class).acount())).isOne());

			assertThat(tables(pool)).isOne();
			assertThat(jdbc.sql("select name from AUTHOR").query(String.class).list()).containsExactly("Ann");
		}
	}

	@Test
	void whatIsNeededMayUseADatabaseWhoseTablesNobodyMakes() {
		LibraryContexts.library()
			.withConfiguration(AutoConfigurations.of(JdbcTemplateAutoConfiguration.class))
			.withPropertyValues(TestDatabase.POSTGRESQL.create().toProperties())
			.withBean(Acting.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whatAPropertySaysIsDone() {
		this.h2.withPropertyValues("async-orm.schema.action=none")
			.run((context) -> assertThat(tables(context)).isZero());
	}

	@Test
	void aServerGetsNone() {
		LibraryContexts.library()
			.withPropertyValues(TestDatabase.POSTGRESQL.create().toProperties())
			.run((context) -> assertThat(tables(context)).isZero());
	}

	@Test
	void anApplicationWhoseSchemaIsNotValidSaysWhatMendsIt(CapturedOutput output) {
		start(Library.class, "async-orm.schema.action=validate");

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The schema of the database is not what the models want:")
			.contains("    - Author: table 'author' is missing")
			.contains("          create table \"author\" (")
			.contains("Bring the schema to the models by a migration, which --async-orm.schema.diff=<folder of the"
					+ " migrations> writes, or correct the models.");
	}

	@Test
	void aMigrationThatWaitsToBeRunIsNotWrittenAgain(@TempDir Path folder, CapturedOutput output) {
		ApplicationContextRunner application = LibraryContexts.library()
			.withPropertyValues(TestDatabase.POSTGRESQL.create().toProperties())
			.withPropertyValues("async-orm.schema.action=diff", "async-orm.schema.diff-location=" + folder);

		application.run((context) -> assertThat(context).hasNotFailed());
		application.run((context) -> assertThat(context).hasNotFailed());

		assertThat(folder).isDirectoryContaining("glob:**V1__*.sql").isDirectoryNotContaining("glob:**V2__*.sql");
		assertThat(output).contains("waits to be run");
	}

	@Test
	void migrationsAreWrittenWhereTheToolOfTheApplicationLooks() {
		ClassLoader both = getClass().getClassLoader();

		assertThat(SchemaSetup.location(both)).isEqualTo("src/main/resources/db/migration");
		assertThat(SchemaSetup.location(new FilteredClassLoader("liquibase", "org.flywaydb")))
			.isEqualTo("src/main/resources/db/migration");
		assertThat(SchemaSetup.location(new FilteredClassLoader("org.flywaydb")))
			.isEqualTo("src/main/resources/db/changelog");
	}

	@Test
	void scriptsAreRunBeforeTheirTablesAreCompared() {
		LibraryContexts.library()
			.withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
			.withPropertyValues(TestDatabase.POSTGRESQL.create().toProperties())
			.withPropertyValues("async-orm.schema.action=validate", "spring.sql.init.mode=always",
					"spring.sql.init.schema-locations=classpath:io/asyncorm/autoconfigure/tables.sql")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("table 'book' is missing")
				.hasMessageNotContaining("table 'author' is missing"));
	}

	private static long tables(AssertableApplicationContext context) {
		return tables(context.getBean(DataSource.class));
	}

	private static long tables(DataSource dataSource) {
		return JdbcClient.create(dataSource)
			.sql("select count(*) from information_schema.tables where lower(table_name) = 'author'")
			.query(Long.class)
			.single();
	}

	/** Knows the user from the database. */
	static class Acting implements CurrentUser {

		private final JdbcTemplate jdbc;

		Acting(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@Override
		public @Nullable Object get() {
			return this.jdbc.queryForObject("select current_user", String.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class Library {

	}

}
