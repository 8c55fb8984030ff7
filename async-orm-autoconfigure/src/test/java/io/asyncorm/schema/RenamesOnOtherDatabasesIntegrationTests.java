package io.asyncorm.schema;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.jdbc.DataSourceDialects;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.RenamedFrom;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.schema.TestedSchema.steps;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is renamed on H2 and MariaDB.
 */
class RenamesOnOtherDatabasesIntegrationTests {

	/** H2 tells the former names of columns in keys, which others may have by then. */
	private static final List<String> NAMES = List.of("a link table whose owner and target are renamed",
			"the prefix of an embedded value, and a part", "parts of a key, with the foreign keys to it",
			"columns that exchange their names", "tables that exchange their names", "tables in a row");

	static Stream<Arguments> cases() {
		return Stream.of(TestDatabase.H2, TestDatabase.MARIADB)
			.flatMap((database) -> RenameCase.all()
				.filter((one) -> NAMES.contains(one.name()))
				.map((one) -> Arguments.of(database, one)));
	}

	@ParameterizedTest
	@MethodSource("cases")
	void whatIsRenamedKeepsItsRows(TestDatabase database, RenameCase change) {
		try (HikariDataSource pool = database.create(2)) {
			if (database == TestDatabase.H2) {
				pool.setJdbcUrl("jdbc:h2:mem:renames-" + UUID.randomUUID() + ";CASE_INSENSITIVE_IDENTIFIERS=true");
			}
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			Dialect dialect = DataSourceDialects.of(pool);
			new SchemaGenerator(dialect).create(ModelRegistry.of(List.of(change.before())), Set.of())
				.forEach(jdbc::execute);
			Stream.of(change.rows().split(";")).forEach(jdbc::execute);

			List<SchemaStep> steps = steps(pool, change.after());

			steps.forEach((step) -> jdbc.execute(step.statement()));
			assertThat(steps(pool, change.after())).isEmpty();
			assertThat(jdbc.queryForList(change.query(), String.class)).containsExactly(change.result());
		}
	}

	@Test
	void aTableInAnotherSchemaIsToldAndNotMoved() {
		try (HikariDataSource pool = TestDatabase.H2.create(2)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			jdbc.execute("create schema \"sales\"");
			jdbc.execute("create table public.\"player\" (\"id\" bigint)");

			List<SchemaStep> steps = steps(pool, Player.class);

			assertThat(steps).extracting(SchemaStep::reason)
				.contains("Player: table 'player' is missing; 'PUBLIC.player' that it was called is in another schema,"
						+ " from where H2 moves no table: copy its rows by a migration of your own");
		}
	}

	@Model(schema = "sales")
	@RenamedFrom("PUBLIC.player")
	record Player(@Nullable Long id) {
	}

}
