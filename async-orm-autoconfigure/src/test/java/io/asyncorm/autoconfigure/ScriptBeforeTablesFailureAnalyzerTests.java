package io.asyncorm.autoconfigure;

import java.util.concurrent.atomic.AtomicReference;

import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is told of a script that finds a table missing: the property that has it
 * run later, where that could help.
 */
class ScriptBeforeTablesFailureAnalyzerTests {

	private static final String SCRIPT = "classpath:io/asyncorm/autoconfigure/authors.sql";

	private static final String ADVICE = "If it is the table of a model, set 'async-orm.schema.defer-datasource-initialization=true',"
			+ " so that scripts are run once these are made. Otherwise correct the script.";

	@ParameterizedTest
	@CsvSource({ "H2,", "H2,create", "POSTGRESQL,create", "POSTGRESQL,create-drop" })
	void aScriptIsToldToComeBehindTheTablesThatAreMade(TestDatabase database, @Nullable String action) {
		FailureAnalysis analysis = analyze(database, action);

		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).startsWith("A script needs a table that is not there: Failed to execute")
			.contains("insert into \"author\" (\"name\") values ('From a script')")
			.containsIgnoringCase((database == TestDatabase.H2) ? "\n\n    Table \"author\" not found"
					: "\n\n    ERROR: relation \"author\" does not exist")
			.endsWith("\n\nasync-orm makes the tables of the models once scripts have been run.");
		assertThat(analysis.getAction()).isEqualTo(ADVICE);
	}

	@ParameterizedTest
	@CsvSource({ "H2,none", "H2,validate", "POSTGRESQL,", "POSTGRESQL,none" })
	void nothingIsToldWhereNoTablesAreMade(TestDatabase database, @Nullable String action) {
		assertThat(analyze(database, action)).isNull();
	}

	@Test
	void nothingIsToldWhereAScriptMakesTheTables() {
		assertThat(analyze(TestDatabase.H2, null, "spring.sql.init.schema-locations=" + SCRIPT)).isNull();
	}

	@Test
	void nothingIsToldOfScriptsThatComeBehindAlready() {
		assertThat(analyze(TestDatabase.H2, "create", "async-orm.schema.defer-datasource-initialization=true",
				"spring.sql.init.data-locations=" + SCRIPT + ",classpath:io/asyncorm/autoconfigure/nobodys.sql"))
			.isNull();
	}

	@Test
	void nothingIsToldOfOtherFaultsOfAScript() {
		assertThat(analyze(TestDatabase.H2, "create",
				"spring.sql.init.data-locations=classpath:io/asyncorm/autoconfigure/unreadable.sql"))
			.isNull();
	}

	private static @Nullable FailureAnalysis analyze(TestDatabase database, @Nullable String action,
			String... properties) {
		AtomicReference<@Nullable ConfigurableApplicationContext> started = new AtomicReference<>();
		AtomicReference<@Nullable FailureAnalysis> analysis = new AtomicReference<>();
		LibraryContexts.library()
			.withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
			.withInitializer(started::set)
			.withPropertyValues(database.create().toProperties())
			.withPropertyValues("spring.sql.init.mode=always", "spring.sql.init.data-locations=" + SCRIPT)
			.withPropertyValues((action != null) ? new String[] { "async-orm.schema.action=" + action } : new String[0])
			.withPropertyValues(properties)
			.run((context) -> {
				ConfigurableApplicationContext failed = started.get();
				assertThat(failed).isNotNull();
				assertThat(context).hasFailed();
				analysis.set(new ScriptBeforeTablesFailureAnalyzer(failed.getBeanFactory(), failed.getEnvironment())
					.analyze(context.getStartupFailure()));
			});
		return analysis.get();
	}

}
