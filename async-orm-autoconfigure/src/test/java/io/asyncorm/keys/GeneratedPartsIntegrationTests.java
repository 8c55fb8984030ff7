package io.asyncorm.keys;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import io.asyncorm.model.Column;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.ReadOnly;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What makes a part of a composite key for the new row: the column, a sequence, the
 * library, a default of the database or a trigger.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class GeneratedPartsIntegrationTests extends AbstractGeneratedPartsIntegrationTests {

	GeneratedPartsIntegrationTests(TestDatabase database) {
		super(database);
	}

	@Test
	void theColumnMakesNumbers() {
		EveryWrite.succeeds(created(Task.class).repository(Tasks.class), Task::new, Task::id, 500L);
	}

	@Test
	void aSequenceMakesNumbers() {
		Jobs jobs = created(Job.class).repository(Jobs.class);

		EveryWrite.succeeds(jobs, Job::new, Job::id, 500L);

		assertThat(await(jobs.orderBy("id").valuesList(Job::id).alist())).startsWith(1L, 2L);
	}

	@Test
	void theLibraryMakesUuids() {
		EveryWrite.succeeds(created(Event.class).repository(Events.class), Event::new, Event::id, UUID.randomUUID());
	}

	@Test
	void theDatabaseHasADefault() {
		new JdbcTemplate(this.pool)
			.execute("create table mark (tenant bigint not null, id uuid default " + switch (this.database) {
				case POSTGRESQL -> "gen_random_uuid()";
				case H2 -> "random_uuid()";
				case MARIADB -> "uuid()";
			} + " not null, name varchar(50) not null, rank_no integer default 0 not null, primary key (tenant, id), unique (tenant, name))");

		EveryWrite.succeeds(open(Mark.class).repository(Marks.class), Mark::new, Mark::id, UUID.randomUUID());
	}

	@Test
	void anIdentityThatIsAlwaysGeneratedIsNeverGiven() {
		TestDatabase.require(this.database != TestDatabase.MARIADB, "MariaDB has no such columns");
		new JdbcTemplate(this.pool).execute("create table task (tenant bigint not null, id bigint generated always as"
				+ " identity, name varchar(50) not null, rank_no integer default 0 not null, primary key (tenant, id))");
		Tasks tasks = open(Task.class).repository(Tasks.class);

		Task first = await(tasks.acreate(new Task(1L, null, "first", 0)));
		List<Task> many = await(tasks.abulkCreate(List.of(new Task(1L, null, "a", 0), new Task(2L, null, "b", 0))));

		assertThat(many).extracting(Task::name).containsExactly("a", "b");
		assertThat(await(tasks.asave(new Task(1L, first.id(), "changed", 0))).name()).isEqualTo("changed");
		assertThatExceptionOfType(NotUpdatedException.class)
			.isThrownBy(() -> await(tasks.asave(new Task(1L, 999L, "x", 0))));
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> await(tasks.acreate(new Task(1L, 999L, "x", 0))))
			.withMessageContaining("which only the database generates");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> await(tasks.acreate(kw("pk", List.of(1L, 999L), "name", "x"))));
	}

	@Test
	void aTriggerMakesAPart() {
		TestDatabase.require(this.database != TestDatabase.H2, "H2 has triggers in Java only");
		JdbcTemplate jdbc = new JdbcTemplate(this.pool);
		jdbc.execute("create table made (tenant bigint not null, id varchar(60) not null, name varchar(50) not null,"
				+ " rank_no integer default 0 not null, primary key (tenant, id))");
		if (this.database == TestDatabase.POSTGRESQL) {
			jdbc.execute("create function make_key() returns trigger language plpgsql as"
					+ " 'begin new.id := ''key of '' || new.name; return new; end'");
			jdbc.execute("create trigger make_key before insert on made for each row execute function make_key()");
		}
		else {
			jdbc.execute("create trigger make_key before insert on made for each row set new.id ="
					+ " concat('key of ', new.name)");
		}
		Mades mades = open(Made.class).repository(Mades.class);

		Made first = await(mades.acreate(new Made(1L, null, "a", 0)));
		List<Made> many = await(mades.abulkCreate(List.of(new Made(1L, null, "b", 0), new Made(2L, null, "c", 0))));

		assertThat(first.id()).isEqualTo("key of a");
		assertThat(many).extracting(Made::id).containsExactly("key of b", "key of c");
		assertThat(await(mades.asave(new Made(1L, "key of a", "z", 4))).name()).isEqualTo("z");
		assertThatExceptionOfType(NotUpdatedException.class)
			.isThrownBy(() -> await(mades.asave(new Made(3L, "key of a", "z", 4))));
		assertThat(await(mades.agetOrCreate(kw("name", "e", "tenant", 1L), defaults())).object().id())
			.isEqualTo("key of e");
	}

	@Test
	void manyAreInsertedByOneStatementWhereTheDatabaseSaysWhichIsWhich() {
		Tasks tasks = created(Task.class).repository(Tasks.class);
		List<Task> many = IntStream.range(0, 1000).mapToObj((i) -> new Task((long) i % 7, null, "n" + i, i)).toList();

		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			List<Task> stored = await(tasks.abulkCreate(many));

			assertThat(stored).extracting(Task::rankNo)
				.containsExactlyElementsOf(many.stream().map(Task::rankNo).toList());
			assertThat(stored).extracting(Task::tenant)
				.containsExactlyElementsOf(many.stream().map(Task::tenant).toList());
			assertThat(stored).extracting(Task::id).doesNotContainNull().doesNotHaveDuplicates();
			int values = 2000 / 3;
			assertThat(sql.statements()).filteredOn((statement) -> statement.contains("INSERT"))
				.hasSize((this.database == TestDatabase.POSTGRESQL) ? 1 : Math.ceilDiv(1000, values));
		}
	}

	@Model(uniqueTogether = @UniqueTogether({ "tenant", "name" }))
	record Job(@PrimaryKey Long tenant, @PrimaryKey @GeneratedKey(sequence = "job_number") @Nullable Long id,
			@Column(length = 50) String name, @DefaultValue("0") int rankNo) {
	}

	@Model(uniqueTogether = @UniqueTogether({ "tenant", "name" }))
	record Event(@PrimaryKey Long tenant, @PrimaryKey @GeneratedKey @Nullable UUID id, @Column(length = 50) String name,
			@DefaultValue("0") int rankNo) {
	}

	@Model(uniqueTogether = @UniqueTogether({ "tenant", "name" }))
	record Mark(@PrimaryKey Long tenant, @PrimaryKey @DatabaseDefault("uuid()") @Nullable UUID id,
			@Column(length = 50) String name, @DefaultValue("0") int rankNo) {
	}

	@Model
	record Made(@PrimaryKey Long tenant, @PrimaryKey @ReadOnly @Nullable String id, @Column(length = 50) String name,
			@DefaultValue("0") int rankNo) {
	}

	interface Jobs extends AsyncRepository<Job, List<?>> {

	}

	interface Events extends AsyncRepository<Event, List<?>> {

	}

	interface Marks extends AsyncRepository<Mark, List<?>> {

	}

	interface Mades extends AsyncRepository<Made, List<?>> {

	}

}
