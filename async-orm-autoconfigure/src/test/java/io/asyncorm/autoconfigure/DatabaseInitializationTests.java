package io.asyncorm.autoconfigure;

import io.asyncorm.autoconfigure.library.Authors;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the order in which tables are made, scripts are run and operations begin.
 */
class DatabaseInitializationTests {

	private final ApplicationContextRunner library = LibraryContexts.library();

	@Test
	void scriptsFindTheTablesOfTheModels() {
		this.library.withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
			.withPropertyValues("async-orm.schema.action=create", "spring.sql.init.mode=always",
					"spring.sql.init.data-locations=classpath:io/asyncorm/autoconfigure/authors.sql")
			.run((context) -> assertThat(await(context.getBean(Authors.class).filter("name", "From a script").acount()))
				.isEqualTo(1));
	}

	@Test
	void migrationsComeBeforeTheFirstOperation() {
		this.library.withBean(FirstQuery.class)
			.withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
			.withPropertyValues("spring.sql.init.mode=always",
					"spring.sql.init.schema-locations=classpath:io/asyncorm/autoconfigure/tables.sql")
			.run((context) -> assertThat(context.getBean(FirstQuery.class).count).isZero());
	}

	static class FirstQuery {

		private final long count;

		FirstQuery(Authors authors) {
			this.count = await(authors.acount());
		}

	}

}
