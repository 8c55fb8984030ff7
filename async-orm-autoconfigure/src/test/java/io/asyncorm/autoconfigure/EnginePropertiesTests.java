package io.asyncorm.autoconfigure;

import java.util.Map;

import io.asyncorm.autoconfigure.library.LibraryApplication;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What properties say of an engine that speaks PostgreSQL, and where it is told what was
 * found.
 */
@ExtendWith(OutputCaptureExtension.class)
class EnginePropertiesTests {

	private final DatabaseAddress address = TestDatabase.POSTGRESQL.create();

	private final String[] connection = { "spring.datasource.url=" + this.address.url(),
			"spring.datasource.username=" + this.address.username(),
			"spring.datasource.password=" + this.address.password(),
			"spring.datasource.driver-class-name=org.postgresql.Driver" };

	private final ApplicationContextRunner library = LibraryContexts.library()
		.withPropertyValues(this.connection)
		.withPropertyValues("async-orm.schema.action=create");

	@Test
	void theLineOfTheStartSaysWhatIsUnusual(CapturedOutput output) {
		this.library
			.withPropertyValues("async-orm.database.upsert=on-conflict", "async-orm.database.arrays=lists",
					"async-orm.database.large-update=false", "async-orm.database.advisory-locks=table",
					"async-orm.database.deferrable-constraints=false", "async-orm.database.open-cursors=one",
					"async-orm.database.serializable-by-default=true")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).containsPattern("async-orm: 2 models, 2 repositories, PostgreSQL 18\\.\\d+"
						+ " \\(upsert=on-conflict arrays=lists large-update=false advisory-locks=table"
						+ " deferrable-constraints=false open-cursors=one serializable-by-default=true\\), \\d+ lanes");
			});
	}

	@Test
	void whatIsNotSaidIsAsItWasFound(CapturedOutput output) {
		this.library.run((context) -> {
			assertThat(context.getBean(Dialect.class).facts().unusual()).isEqualTo(Map.of());
			assertThat(output).containsPattern("2 repositories, PostgreSQL 18\\.\\d+, \\d+ lanes");
		});
	}

	@Test
	void aMissingTableOfLocksIsReportedWithTheStatementThatMakesIt(CapturedOutput output) {
		String[] properties = { this.connection[0], this.connection[1], this.connection[2], this.connection[3],
				"async-orm.schema.action=none", "async-orm.database.advisory-locks=table" };

		Throwable failure = catchThrowable(
				() -> new SpringApplicationBuilder(LibraryApplication.class).bannerMode(Banner.Mode.OFF)
					.properties(properties)
					.run());

		assertThat(failure).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'async-orm.database.advisory-locks'")
			.contains("create table async_orm_lock (id bigint primary key);");
	}

}
