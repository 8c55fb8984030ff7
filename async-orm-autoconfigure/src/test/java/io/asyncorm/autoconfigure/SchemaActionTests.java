package io.asyncorm.autoconfigure;

import javax.sql.DataSource;

import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
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
					+ " migrations> writes on PostgreSQL, or correct the models.");
	}

	private static long tables(AssertableApplicationContext context) {
		return JdbcClient.create(context.getBean(DataSource.class))
			.sql("select count(*) from information_schema.tables where lower(table_name) = 'author'")
			.query(Long.class)
			.single();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class Library {

	}

}
