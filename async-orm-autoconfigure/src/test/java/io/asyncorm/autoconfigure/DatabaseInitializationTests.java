package io.asyncorm.autoconfigure;

import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the order in which tables are made, scripts are run and operations begin.
 */
class DatabaseInitializationTests {

	private final ApplicationContextRunner library = LibraryContexts.library()
		.withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
		.withPropertyValues("spring.sql.init.mode=always");

	@ParameterizedTest
	@CsvSource({ "H2,create", "H2,create-drop", "H2,", "POSTGRESQL,create", "POSTGRESQL,create-drop" })
	void scriptsFillTheTablesOfTheModelsWhenTheyAreDeferred(TestDatabase database, @Nullable String action) {
		String[] made = (action != null) ? new String[] { "async-orm.schema.action=" + action } : new String[0];

		this.library.withPropertyValues(database.create().toProperties())
			.withPropertyValues(made)
			.withPropertyValues("async-orm.schema.defer-datasource-initialization=true",
					"spring.sql.init.data-locations=classpath:io/asyncorm/autoconfigure/authors.sql")
			.run((context) -> assertThat(await(context.getBean(Authors.class).filter("name", "From a script").acount()))
				.isEqualTo(1));
	}

	@Test
	void migrationsComeBeforeTheFirstOperation() {
		this.library.withBean(FirstQuery.class)
			.withPropertyValues("spring.sql.init.schema-locations=classpath:io/asyncorm/autoconfigure/tables.sql")
			.run((context) -> assertThat(context.getBean(FirstQuery.class).count).isZero());
	}

	static class FirstQuery {

		private final long count;

		FirstQuery(Authors authors) {
			this.count = await(authors.acount());
		}

	}

}
