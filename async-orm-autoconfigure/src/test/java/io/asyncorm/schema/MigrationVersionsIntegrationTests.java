package io.asyncorm.schema;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.model.Model;
import io.asyncorm.sql.TableName;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Flyway has run, behind which the next migration is numbered.
 */
class MigrationVersionsIntegrationTests {

	private static final TableName HISTORY = FlywaySettings.DEFAULT.history();

	@Test
	void aUserWhoMayNotReadThemIsToldNone() throws SQLException {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2); Connection connection = pool.getConnection()) {
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			jdbc.execute("create table flyway_schema_history (version text)");
			jdbc.execute("insert into flyway_schema_history values ('7')");
			SchemaComparison comparison = TestedSchema.comparison(jdbc.getDataSource(), Box.class);
			List<String> before = comparison.versions(HISTORY);
			jdbc.execute("set role pg_monitor");

			List<String> versions = comparison.versions(HISTORY);

			assertThat(before).containsExactly("7");
			assertThat(versions).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(MigrationTool.class)
	void whatToolsKeepIsNotLeftByModelsWhateverItsName(MigrationTool tool, @TempDir Path parent) throws IOException {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			SchemaComparison comparison = TestedSchema.comparison(jdbc.getDataSource(), Box.class);
			Path folder = tool.folder(parent);
			MigrationFolder.of(folder).write(comparison.steps());

			tool.run(folder, pool);

			assertThat(jdbc.queryForObject("select count(*) from ran", Long.class)).isOne();
			assertThat(comparison.steps()).isEmpty();
		}
	}

	@Test
	void theyAreReadWhereFlywayKeepsThem(@TempDir Path parent) throws IOException {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			SchemaComparison comparison = TestedSchema.comparison(jdbc.getDataSource(), Box.class);
			Path folder = MigrationTool.FLYWAY.folder(parent);
			MigrationFolder.of(folder).write(comparison.steps());
			MigrationTool.FLYWAY.run(folder, pool);

			List<String> versions = comparison.versions(new TableName("", "ran"));
			jdbc.execute("create schema elsewhere");
			jdbc.execute("alter table ran set schema elsewhere");
			List<String> moved = comparison.versions(new TableName("elsewhere", "ran"));

			assertThat(versions).containsExactly("1");
			assertThat(moved).containsExactly("1");
			assertThat(comparison.versions(HISTORY)).isEmpty();
			assertThat(comparison.misplaced(runIn("elsewhere")))
				.startsWith("Flyway runs it in the schema 'elsewhere', as spring.flyway.default-schema");
			assertThat(comparison.misplaced(runIn("public"))).isNull();
		}
	}

	private static Migrations runIn(String schema) {
		FlywaySettings plain = FlywaySettings.DEFAULT;
		FlywaySettings settings = new FlywaySettings(new TableName(schema, "ran"), plain.prefix(), plain.separator(),
				plain.suffixes(), plain.placeholder());
		return new Migrations(Path.of("migration"), new MigrationRunner.ByFlyway(settings, List.of()), List.of());
	}

	@Model
	record Box(@Nullable Long id) {
	}

}
