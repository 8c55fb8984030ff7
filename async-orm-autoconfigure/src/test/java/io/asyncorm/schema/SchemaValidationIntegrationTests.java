package io.asyncorm.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Check;
import io.asyncorm.model.Column;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Index;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that schemas are validated, and every difference is told with what mends it.
 */
@ExtendWith(OutputCaptureExtension.class)
class SchemaValidationIntegrationTests {

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void tablesThatAreMadeFromTheModelsAreWhatTheyWant(TestDatabase database) {
		try (HikariDataSource pool = database.create(2)) {
			start(pool, SchemaAction.CREATE, Team.class, Player.class);

			start(pool, SchemaAction.VALIDATE, Team.class, Player.class);
		}
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void everyDifferenceIsToldInOneReport(TestDatabase database) {
		try (HikariDataSource pool = database.create(2)) {
			JdbcClient jdbc = JdbcClient.create(pool);
			jdbc.sql("create table team (id integer primary key, name varchar(20), founder varchar(9) not null)")
				.update();

			SchemaMismatchException failure = catchThrowableOfType(SchemaMismatchException.class,
					() -> start(pool, SchemaAction.VALIDATE, Team.class, Player.class));

			assertThat(failure.steps()).extracting(SchemaStep::reason)
				.contains(
						"Team, column '" + name(database, "founder")
								+ "': no model declares the column, so that nobody gives it a value",
						"Team.size: the column is missing; rows that are there get its default",
						"Team.name: the column can be null; give rows without a value one before",
						"Team: there is no unique key over (" + name(database, "name") + ")",
						"Player: table 'player' is missing")
				.anyMatch((reason) -> reason.startsWith("Team: there is no check "));
			assertThat(failure).hasMessageContaining("The schema of the database is not what the models want:\n- ");
			JdbcClient.create(pool).sql("insert into team (id, name, founder) values (1, 'Ann', 'Bob')").update();
			failure.steps().forEach((step) -> new JdbcTemplate(pool).execute(step.statement()));
			assertThat(catchThrowableOfType(SchemaMismatchException.class,
					() -> start(pool, SchemaAction.VALIDATE, Team.class, Player.class)))
				.isNull();
		}
	}

	@Test
	void tablesAreFoundInAllSchemasInWhichStatementsFindThem() {
		DatabaseAddress address = TestDatabase.POSTGRESQL.create();
		try (HikariDataSource pool = address.openPool(1)) {
			start(pool, SchemaAction.CREATE, Team.class, Player.class);
			for (String sql : List.of("create schema shared", "alter table team set schema shared",
					"create table shared.others (id integer)",
					"do $$ begin execute format('alter database %I set search_path = public, shared',"
							+ " current_database()); end $$")) {
				JdbcClient.create(pool).sql(sql).update();
			}
		}

		try (HikariDataSource pool = address.openPool(2)) {
			start(pool, SchemaAction.VALIDATE, Team.class, Player.class);

			JdbcClient.create(pool).sql("alter table team drop column size").update();
			assertThat(catchThrowableOfType(SchemaMismatchException.class,
					() -> start(pool, SchemaAction.VALIDATE, Team.class, Player.class))
				.steps()).extracting(SchemaStep::reason).allMatch((reason) -> reason.startsWith("Team"));
		}
	}

	private static String name(TestDatabase database, String name) {
		return (database == TestDatabase.H2) ? name.toUpperCase() : name;
	}

	@Test
	void typesDefaultsAndExpressionsAreComparedAsPostgresUnderstandsThem() {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2)) {
			JdbcClient jdbc = JdbcClient.create(pool);
			start(pool, SchemaAction.CREATE, Team.class, Player.class);
			for (String sql : List.of("alter table team drop constraint team_size_check",
					"alter table team add constraint team_size_check check (size > 0)",
					"alter table player alter column number type smallint",
					"alter table player alter column number set default 3", "drop index player_number_idx",
					"create index player_number_idx on player (number)",
					"alter table player drop constraint player_team_id_fkey",
					"alter table player add foreign key (team_id) references team on delete set null",
					"alter table player add unique (id, number)", "create table other (id integer)")) {
				jdbc.sql(sql).update();
			}

			SchemaMismatchException failure = catchThrowableOfType(SchemaMismatchException.class,
					() -> start(pool, SchemaAction.VALIDATE, Team.class, Player.class));

			assertThat(failure.steps()).extracting(SchemaStep::statement)
				.containsExactly("alter table \"player\" drop constraint \"player_team_id_fkey\"",
						"alter table \"team\" drop constraint \"team_size_check\"", "drop index \"player_number_idx\"",
						"alter table \"player\" alter column \"number\" drop default",
						"alter table \"player\" alter column \"number\" type integer using \"number\"::integer",
						"alter table \"player\" alter column \"number\" set default (1 + 1)",
						"alter table \"team\" add constraint \"team_size_check\" check (\"size\" >= 0)",
						"create index \"player_number_idx\" on \"player\" (\"number\" desc) where \"number\" > 1",
						"alter table \"player\" add constraint \"player_team_id_fkey\" foreign key (\"team_id\")"
								+ " references \"team\" (\"id\") on delete cascade deferrable initially deferred");
			assertThat(failure.leftovers()).extracting(SchemaStep::statement)
				.containsExactly("alter table \"player\" drop constraint \"player_id_number_key\"",
						"drop table \"other\"");
		}
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void whatStopsNothingIsToldInTheLogOrBehindWhatStops(TestDatabase database, CapturedOutput output) {
		try (HikariDataSource pool = database.create(2)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			start(pool, SchemaAction.CREATE, Team.class);
			jdbc.execute("create table cup (code varchar(20) not null, motto varchar(9), size integer default 3)");
			jdbc.execute("create index cup_motto on cup (motto)");
			jdbc.execute("alter table cup add constraint cup_key unique (size)");
			IntStream.range(0, 7).forEach((i) -> jdbc.execute("create table other_" + i + " (id integer)"));
			String key = "- cup: the primary key is to be (code)\n    alter table \"cup\" add primary key (\"code\");\n";
			String others = """
					- cup: no model declares the unique key over (size)
					    -- alter table "cup" drop constraint "cup_key";
					- cup.size: no model declares the default 3
					    -- alter table "cup" alter column "size" drop default;
					- cup: no model declares index 'cup_motto'
					    -- drop index "cup_motto";
					- cup, column 'motto': no model declares the column
					    -- alter table "cup" drop column "motto";
					- table 'other_0' is of no model
					    -- drop table "other_0";
					""";

			start(pool, SchemaAction.VALIDATE, Team.class, Cup.class);
			SchemaMismatchException failure = catchThrowableOfType(SchemaMismatchException.class,
					() -> start(pool, SchemaAction.VALIDATE, Team.class, Player.class, Cup.class));

			assertThat(plain(output.getOut())).containsPattern("info .* these differences stop nothing:")
				.containsOnlyOnce(
						"the schema of the database has what the models need. these differences stop nothing:\n" + key
								+ others)
				.containsOnlyOnce("\n- and 2 more: async-orm.schema.action=diff tells all of them");
			assertThat(plain(failure.getMessage()))
				.startsWith("the schema of the database is not what the models want:\n- ")
				.containsSubsequence("\n- player: table 'player' is missing\n", "\n" + key,
						"\n\nwhat no model declares stops nothing. what nobody else needs can be dropped:\n" + others)
				.endsWith("\n- and 1 more: async-orm.schema.action=diff tells all of them");
		}
	}

	/** A text as it is of PostgreSQL, in lower case. */
	private static String plain(String text) {
		return text.replace('`', '"').replace("\"cup_motto\" on \"cup\"", "\"cup_motto\"").toLowerCase(Locale.ROOT);
	}

	private static void start(HikariDataSource pool, SchemaAction action, Class<?>... models) {
		AsyncOrm.builder(pool).models(models).schemaAction(action).build().close();
	}

	@Model
	record Cup(@PrimaryKey @Column(length = 20) String code, @Nullable Integer size) {
	}

	@Model
	record Team(@Nullable Integer id, @Column(length = 20, unique = true) String name,
			@DefaultValue("11") @Check("size >= 0") int size) {
	}

	@Model
	@Index(fields = "-number", where = "number > 1")
	record Player(@Nullable Long id, @DatabaseDefault("(1 + 1)") @Nullable Integer number,
			@ForeignKey(onDelete = OnDelete.DB_CASCADE, relatedName = "players") Ref<Team> team) {
	}

}
