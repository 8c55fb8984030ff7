package io.asyncorm.schema;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Check;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Index;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.RenamedFrom;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys that get another type or name, with all that refers to them.
 */
class MigratedKeysIntegrationTests {

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(2);

	private final JdbcTemplate jdbc = new JdbcTemplate(this.pool);

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void foreignKeysAndJoinTablesFollowAKeyOfAnotherType() {
		create(Before.Team.class, Before.Player.class);
		this.jdbc
			.execute("insert into team (id, name) values (7, 'red'); insert into player (id, name, team_id, boss_id)"
					+ " values (1, 'Ann', 7, 1); insert into player_favourites (player_id, team_id) values (1, 7)");

		List<SchemaStep> steps = migrate(After.Team.class, After.Player.class);

		assertThat(steps).extracting(SchemaStep::statement)
			.filteredOn((statement) -> statement.contains(" type "))
			.containsExactlyInAnyOrder("alter table \"team\" alter column \"id\" type bigint using \"id\"::bigint",
					"alter table \"player\" alter column \"id\" type bigint using \"id\"::bigint",
					"alter table \"player\" alter column \"team_id\" type bigint using \"team_id\"::bigint",
					"alter table \"player\" alter column \"boss_id\" type bigint using \"boss_id\"::bigint",
					"alter table \"player_favourites\" alter column \"player_id\" type bigint using \"player_id\"::bigint",
					"alter table \"player_favourites\" alter column \"team_id\" type bigint using \"team_id\"::bigint");
		assertThat(steps).noneMatch((step) -> step.reason().contains("refuses"));
		assertThat(this.jdbc.queryForList(
				"select t.name from player p join team t on t.id = p.team_id"
						+ " join player b on b.id = p.boss_id join player_favourites j on j.team_id = t.id",
				String.class))
			.containsExactly("red");
		assertIsAsNew(After.Team.class, After.Player.class);
	}

	@Test
	void aColumnOfAKeyThatStaysIsTold() {
		this.jdbc.execute("create table zone (id text not null, region integer not null, primary key (id, region))"
				+ " partition by list (region)");

		List<SchemaStep> steps = steps(Zone.class);

		assertThat(steps).filteredOn((step) -> !step.isLeft())
			.containsExactly(new SchemaStep(SchemaStep.Phase.COLUMNS, "Zone",
					"Zone, column 'region': no model declares the column, so that nobody gives it a value; as the"
							+ " primary key needs it, give it a default",
					""));
	}

	@Test
	void aKeyThatGetsNarrowerIsWarnedOf() {
		create(After.Team.class, After.Player.class);

		List<SchemaStep> steps = migrate(Before.Team.class, Before.Player.class);

		assertThat(steps).filteredOn((step) -> step.statement().contains(" type "))
			.hasSize(6)
			.allSatisfy((step) -> assertThat(step.reason())
				.endsWith("; the database refuses that where a number is out of range"));
		assertIsAsNew(Before.Team.class, Before.Player.class);
	}

	@Test
	void foreignKeysOfSeveralColumnsFollowAKeyOfAnotherType() {
		create(Before.Shelf.class, Before.Box.class);
		this.jdbc.execute("insert into shelf (room, place, name) values (1, 2, 'low');"
				+ " insert into box (id, shelf_room, shelf_place) values (1, 1, 2)");

		List<SchemaStep> steps = migrate(After.Shelf.class, After.Box.class);

		assertThat(steps).extracting(SchemaStep::phase)
			.startsWith(SchemaStep.Phase.OLD_FOREIGN_KEYS)
			.endsWith(SchemaStep.Phase.FOREIGN_KEYS);
		assertThat(this.jdbc.queryForList("select shelf_place from box", String.class)).containsExactly("2");
		assertIsAsNew(After.Shelf.class, After.Box.class);
	}

	@Test
	void constraintsAndIndexesAreRenamedWithTheirTableAndColumns() {
		create(Before.Team.class, Before.Player.class, Before.Match.class);
		this.jdbc.execute("insert into match (id, title, score) values (1, 'final', 3)");

		List<SchemaStep> steps = migrate(Before.Team.class, Before.Player.class, After.Game.class);

		assertThat(steps).isNotEmpty()
			.allSatisfy((step) -> assertThat(step.phase()).isEqualTo(SchemaStep.Phase.RENAMES))
			.extracting(SchemaStep::statement)
			.contains("alter table \"match\" rename to \"game\"",
					"alter table \"game\" rename column \"title\" to \"name\"",
					"alter table \"game\" rename column \"home_id\" to \"host_id\"",
					"alter table \"game\" rename constraint \"match_title_key\" to \"game_name_key\"",
					"alter table \"game\" rename constraint \"match_score_check\" to \"game_points_check\"",
					"alter table \"game\" rename constraint \"match_home_id_fkey\" to \"game_host_id_fkey\"",
					"alter table \"game\" rename constraint \"match_home_id_score_key\" to \"game_host_id_points_key\"",
					"alter index \"match_home_id_idx\" rename to \"game_host_id_idx\"",
					"alter index \"match_score_title_idx\" rename to \"game_points_name_idx\"");
		assertThat(this.jdbc.queryForList("select name from game where points = 3", String.class))
			.containsExactly("final");
		assertIsAsNew(Before.Team.class, Before.Player.class, After.Game.class);
	}

	@Test
	void foreignKeysAndJoinTablesFollowATableThatIsRenamed() {
		create(Before.Team.class, Before.Player.class);
		this.jdbc.execute("insert into team (id, name) values (7, 'red'); insert into player (id, name, team_id)"
				+ " values (1, 'Ann', 7); insert into player_favourites (player_id, team_id) values (1, 7)");

		migrate(Renamed.Team.class, Renamed.Person.class);

		assertThat(this.jdbc.queryForList("select count(*) from person_favourites", Integer.class)).containsExactly(1);
		assertIsAsNew(Renamed.Team.class, Renamed.Person.class);
	}

	@Test
	void aSequenceCountsAsTheIdentityDid() {
		this.jdbc.execute(
				"create table coin (id integer generated by default as identity (increment by 10 minvalue 5 maxvalue 25"
						+ " cycle) primary key)");
		this.jdbc.execute("insert into coin default values");

		List<SchemaStep> steps = steps(Coin.class);

		assertThat(steps).extracting(SchemaStep::statement)
			.startsWith("create sequence \"coin_number\" increment by 10 minvalue 5 maxvalue 25 cycle");
		runNeeded(Coin.class);
		assertThat(this.jdbc.queryForList("select nextval('coin_number') from generate_series(1, 3)", Long.class))
			.containsExactly(15L, 25L, 5L);
		this.jdbc.execute(
				"alter table coin alter id drop identity, alter id add generated always as identity (increment by -2"
						+ " start with -7)");
		runNeeded(TextCoin.class);
		this.jdbc.execute("insert into coin default values; insert into coin default values");
		assertThat(this.jdbc.queryForList("select id from coin", String.class)).contains("-7", "-9");
	}

	private void runNeeded(Class<?> model) {
		steps(model).stream().filter((step) -> !step.optional()).forEach((step) -> this.jdbc.execute(step.statement()));
		assertThat(steps(model)).allMatch(SchemaStep::optional);
	}

	private void create(Class<?>... models) {
		AsyncOrm.builder(this.pool).models(models).schemaAction(SchemaAction.CREATE).build().close();
	}

	private List<SchemaStep> migrate(Class<?>... models) {
		List<SchemaStep> steps = steps(models);
		steps.forEach((step) -> this.jdbc.execute(step.statement()));
		assertThat(steps(models)).isEmpty();
		return steps;
	}

	private List<SchemaStep> steps(Class<?>... models) {
		return TestedSchema.steps(this.pool, models);
	}

	/** Compares the schema with a new one, names included. */
	private void assertIsAsNew(Class<?>... models) {
		List<String> migrated = snapshot();
		this.jdbc.execute("drop schema public cascade; create schema public");
		create(models);
		assertThat(migrated).containsExactlyElementsOf(snapshot());
	}

	private List<String> snapshot() {
		return this.jdbc.queryForList("select concat_ws(' ', table_name, column_name, data_type, is_nullable)"
				+ " from information_schema.columns where table_schema = 'public'"
				+ " union all select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint"
				+ " where connamespace = 'public'::regnamespace and contype in ('u', 'f', 'c')"
				+ " union all select indexdef from pg_indexes where schemaname = 'public'"
				+ " and indexname not like '%_pkey' order by 1", String.class);
	}

	@Model
	record Coin(@GeneratedKey(sequence = "coin_number") @Nullable Long id) {
	}

	@Model(table = "coin")
	record TextCoin(@PrimaryKey String id) {
	}

	/** The models before. */
	static final class Before {

		@Model(table = "team")
		record Team(@Nullable Integer id, String name) {
		}

		@Model(table = "player")
		record Player(@Nullable Integer id, @Column(unique = true) String name,
				@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Team> team,
				@ForeignKey(onDelete = OnDelete.SET_NULL) @Nullable Ref<Player> boss,
				@ManyToMany(relatedName = "fans") Many<Team> favourites) {
		}

		record ShelfKey(int room, int place) {
		}

		@Model(table = "shelf")
		record Shelf(ShelfKey id, String name) {
		}

		@Model(table = "box")
		record Box(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Shelf> shelf) {
		}

		@Model(table = "match", uniqueTogether = @UniqueTogether({ "home", "score" }))
		@Index(fields = { "score", "title" })
		record Match(@Nullable Long id, @Column(unique = true) String title, @Check("score >= 0") int score,
				@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Team> home) {
		}

	}

	/** The models afterwards. */
	static final class After {

		@Model(table = "team")
		record Team(@Nullable Long id, String name) {
		}

		@Model(table = "player")
		record Player(@Nullable Long id, @Column(unique = true) String name,
				@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Team> team,
				@ForeignKey(onDelete = OnDelete.SET_NULL) @Nullable Ref<Player> boss,
				@ManyToMany(relatedName = "fans") Many<Team> favourites) {
		}

		record ShelfKey(long room, @Column(length = 20) String place) {
		}

		@Model(table = "shelf")
		record Shelf(ShelfKey id, String name) {
		}

		@Model(table = "box")
		record Box(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Shelf> shelf) {
		}

		@Model(table = "game", uniqueTogether = @UniqueTogether({ "host", "points" }))
		@RenamedFrom("match")
		@Index(fields = { "points", "name" })
		record Game(@Nullable Long id, @RenamedFrom("title") @Column(unique = true) String name,
				@RenamedFrom("score") @Check("points >= 0") int points,
				@RenamedFrom("home_id") @ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Before.Team> host) {
		}

	}

	/** Where a table is renamed. */
	static final class Renamed {

		@Model(table = "team")
		record Team(@Nullable Integer id, String name) {
		}

		@Model(table = "person")
		@RenamedFrom("player")
		record Person(@Nullable Integer id, @Column(unique = true) String name,
				@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Team> team,
				@ForeignKey(onDelete = OnDelete.SET_NULL) @Nullable Ref<Person> boss,
				@ManyToMany(relatedName = "fans") Many<Team> favourites) {
		}

	}

	@Model
	record Zone(@PrimaryKey String id) {
	}

}
