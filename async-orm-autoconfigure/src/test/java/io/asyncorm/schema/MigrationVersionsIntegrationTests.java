package io.asyncorm.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.jdbc.JdbcCatalogReader;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Flyway has run, behind which the next migration is numbered.
 */
class MigrationVersionsIntegrationTests {

	@Test
	void aUserWhoMayNotReadThemIsToldNone() throws SQLException {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2); Connection connection = pool.getConnection()) {
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			jdbc.execute("create table flyway_schema_history (version text)");
			jdbc.execute("insert into flyway_schema_history values ('7')");
			SchemaComparison comparison = comparison(jdbc);
			List<String> before = comparison.versions();
			jdbc.execute("set role pg_monitor");

			List<String> versions = comparison.versions();

			assertThat(before).containsExactly("7");
			assertThat(versions).isEmpty();
		}
	}

	private static SchemaComparison comparison(JdbcTemplate jdbc) {
		PostgresDialect dialect = new PostgresDialect();
		return new SchemaComparison(ModelRegistry.of(List.of(Box.class)), dialect,
				new JdbcCatalogReader(Objects.requireNonNull(jdbc.getDataSource()), dialect, null, false));
	}

	@Model
	record Box(@Nullable Long id) {
	}

}
