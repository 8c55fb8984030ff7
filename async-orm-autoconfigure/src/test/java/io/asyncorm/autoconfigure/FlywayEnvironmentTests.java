package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.asyncorm.schema.FlywaySettings;
import io.asyncorm.sql.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlywayEnvironment}.
 */
class FlywayEnvironmentTests {

	private final MockEnvironment environment = new MockEnvironment();

	private final FlywayEnvironment flyway = new FlywayEnvironment(this.environment,
			new PathMatchingResourcePatternResolver());

	@TempDir
	private Path folder;

	@Test
	void withoutPropertiesItIsAsItComes() {
		assertThat(this.flyway.settings()).isEqualTo(FlywaySettings.DEFAULT);
	}

	@Test
	void propertiesSayHowItIsSetUp() {
		this.environment.withProperty("spring.flyway.table", "ran")
			.withProperty("spring.flyway.schemas", "first, second")
			.withProperty("spring.flyway.sql-migration-prefix", "M")
			.withProperty("spring.flyway.sqlMigrationSeparator", "-")
			.withProperty("spring.flyway.sql-migration-suffixes[0]", ".ddl")
			.withProperty("spring.flyway.sql-migration-suffixes[1]", ".sql")
			.withProperty("spring.flyway.placeholder-prefix", "#(");

		FlywaySettings settings = this.flyway.settings();

		assertThat(settings)
			.isEqualTo(new FlywaySettings(new TableName("first", "ran"), "M", "-", List.of(".ddl", ".sql"), "#("));
		this.environment.withProperty("spring.flyway.default-schema", "second");
		assertThat(this.flyway.settings().history()).isEqualTo(new TableName("second", "ran"));
	}

	@Test
	void filesOfAllPlacesAreListed() throws IOException {
		Files.createDirectories(this.folder.resolve("a/postgresql/old"));
		Files.createFile(this.folder.resolve("a/postgresql/old/V1__a.sql"));
		Files.createFile(this.folder.resolve("V2__not_in_it.sql"));
		this.environment.withProperty("spring.flyway.locations", "filesystem:" + this.folder
				+ "/a/{vendor},classpath:/io/asyncorm/autoconfigure/,filesystem:missing,classpath:missing,s3:bucket");

		List<String> files = this.flyway.files("postgresql");

		assertThat(files).contains("V1__a.sql", "FlywayEnvironmentTests.class").doesNotContain("V2__not_in_it.sql");
	}

}
