package io.asyncorm.autoconfigure;

import javax.sql.DataSource;

import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartupReport}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupReportTests {

	private final ApplicationContextRunner library = LibraryContexts.library();

	private final CapturedOutput output;

	StartupReportTests(CapturedOutput output) {
		this.output = output;
	}

	@Test
	void startupIsReportedInOneLine() {
		this.library
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=7", "async-orm.execution.reserved=2")
			.run((context) -> assertThat(this.output).containsOnlyOnce("async-orm: ")
				.containsPattern(
						"INFO .* async-orm: 2 models, 2 repositories, H2, 5 lanes that keep their connections, "
								+ "set up in \\d+ ms"));
	}

	@Test
	void oneLaneIsReportedAsOne() {
		this.library.withPropertyValues("async-orm.execution.lanes=1")
			.run((context) -> assertThat(this.output).contains(" 1 lane that keeps its connection, set up in "));
	}

	@Test
	void connectionsAreNotKeptBehindAnUnknownDataSource() {
		DatabaseAddress database = TestDatabase.H2.create();
		this.library
			.withBean(DataSource.class,
					() -> new SimpleDriverDataSource(new Driver(), database.url(), database.username(),
							database.password()))
			.withPropertyValues("async-orm.execution.lanes=3")
			.run((context) -> assertThat(this.output).contains("3 lanes that do not keep connections"));
	}

}
