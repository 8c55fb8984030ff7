package io.asyncorm.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.ReadOnly;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Many;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.forceInsert;
import static io.asyncorm.Orm.forceUpdate;
import static io.asyncorm.Orm.ignoreConflicts;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.updateConflicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Primary keys of several columns of which one is made for the new row: by the column, by
 * a sequence, by the library, by a default of the database or by a trigger. Each with
 * every write.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class GeneratedPartsIntegrationTests {

	private final TestDatabase database;

	private final HikariDataSource pool;

	private final List<AsyncOrm> opened = new ArrayList<>();

	GeneratedPartsIntegrationTests(TestDatabase database) {
		this.database = database;
		this.pool = database.create(3);
	}

	@AfterEach
	void close() {
		this.opened.forEach(AsyncOrm::close);
		this.pool.close();
	}

	@Test
	void theColumnMakesNumbers() {
		everyWrite(created(Task.class).repository(Tasks.class), Task::new, Task::id, 500L);
	}

	@Test
	void aSequenceMakesNumbers() {
		Jobs jobs = created(Job.class).repository(Jobs.class);

		everyWrite(jobs, Job::new, Job::id, 500L);

		assertThat(await(jobs.orderBy("id").valuesList(Job::id).alist())).startsWith(1L, 2L);
	}

	@Test
	void theLibraryMakesUuids() {
		everyWrite(created(Event.class).repository(Events.class), Event::new, Event::id, UUID.randomUUID());
	}

	@Test
	void theDatabaseHasADefault() {
		new JdbcTemplate(this.pool)
			.execute("create table mark (tenant bigint not null, id uuid default " + switch (this.database) {
				case POSTGRESQL -> "gen_random_uuid()";
				case H2 -> "random_uuid()";
				case MARIADB -> "uuid()";
			} + " not null, name varchar(50) not null, rank_no integer default 0 not null, primary key (tenant, id), unique (tenant, name))");

		everyWrite(open(Mark.class).repository(Marks.class), Mark::new, Mark::id, UUID.randomUUID());
	}

	@Test
	void theKeyIsARecord() {
		Records records = created(Entry.class).repository(Records.class);

		everyWrite(records, (tenant, id, name, rank) -> new Entry(new EntryKey(tenant, id), name, rank),
				(entry) -> entry.key().id(), 500L);

		Entry entry = await(records.acreate(kw("key", new EntryKey(7L, null), "name", "a")));
		assertThat(entry.key()).isEqualTo(new EntryKey(7L, Objects.requireNonNull(entry.key().id())));
		assertThat(await(records.acreate(kw("pk", new EntryKey(7L, 9L), "name", "b"))).key())
			.isEqualTo(new EntryKey(7L, 9L));
		assertThat(
				await(records.acreate(set(Entry::key).to(new EntryKey(7L, null)).and(set(Entry::name).to("c")))).key()
					.id())
			.isNotNull();
		assertThat(await(records.acreate(new EntryKey(8L, null), "d")).key().tenant()).isEqualTo(8);
		UpdateOrCreate<Entry> made = await(
				records.aupdateOrCreate(kw("name", "e"), defaults("key", new EntryKey(7L, null))));
		assertThat(made.object().key().id()).isNotNull();
		Entry copy = records.with(entry, set(Entry::key).to(new EntryKey(9L, null)));
		assertThat(await(records.asave(copy)).key()).isNotEqualTo(entry.key())
			.extracting(EntryKey::tenant)
			.isEqualTo(9L);
		assertThat(await(records.aget(entry.key()))).isEqualTo(entry);
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(records.agetOrCreate(kw("key", new EntryKey(7L, null)), defaults("name", "x"))))
			.withMessageContaining("none of them null");
	}

	@Test
	void aNormalizedKeyIsStoredAsTheRecordMakesIt() {
		Codes codes = created(Code.class).repository(Codes.class);

		Code code = await(codes.acreate(kw("area", " north ", "name", "a")));

		assertThat(code.key().area()).isEqualTo("north");
		assertThat(await(codes.filter("area", "north").aget())).isEqualTo(code);
	}

	@Test
	void aPartMayBeAForeignKey() {
		AsyncOrm orm = created(Firm.class, Account.class);
		Firm firm = await(orm.repository(Firms.class).acreate(kw("name", "f")));
		Accounts accounts = orm.repository(Accounts.class);

		Account account = await(accounts.acreate(new Account(Ref.to(firm), null, "a")));
		Account other = await(firm.accounts().acreate(kw("name", "b")));
		List<Account> many = await(firm.accounts()
			.abulkCreate(List.of(new Account(Ref.to(firm), null, "c"), new Account(Ref.to(firm), null, "d"))));

		assertThat(other.number()).isNotNull().isNotEqualTo(account.number());
		assertThat(many).extracting(Account::name).containsExactly("c", "d");
		assertThat(await(accounts.filter("pk__in", List.of(account, other)).acount())).isEqualTo(2);
		assertThat(await(orm.repository(Firms.class).adelete(firm)).perModel())
			.isEqualTo(Map.of("Firm", 1L, "Account", 4L));
	}

	@Test
	void othersReferToIt() {
		AsyncOrm orm = created(Task.class, Note.class, Label.class);
		Tasks tasks = orm.repository(Tasks.class);
		Notes notes = orm.repository(Notes.class);
		Labels labels = orm.repository(Labels.class);
		Task unsaved = new Task(1L, null, "first", 1);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(notes.acreate(new Note(null, Ref.to(unsaved), "x"))))
			.withMessageContaining("no key yet");

		Task task = await(tasks.asave(unsaved));
		Task other = await(tasks.acreate(kw("tenant", 2L, "name", "other")));
		Note note = await(notes.acreate(new Note(null, Ref.to(task), "x")));
		Label label = await(labels.acreate(kw("name", "l")));
		await(label.tasks().aadd(task, other));
		await(label.tasks().aadd(task));

		assertThat(note.task().key()).isEqualTo(List.of(1L, Objects.requireNonNull(task.id())));
		assertThat(await(notes.selectRelated("task").aget()).task().get()).isEqualTo(task);
		assertThat(await(notes.prefetchRelated("task").aget()).task().get()).isEqualTo(task);
		assertThat(await(notes.filter("task", task).acount())).isEqualTo(1);
		assertThat(await(label.tasks().orderBy("pk").alist())).containsExactly(task, other);
		await(label.tasks().aset(List.of(other)));
		assertThat(await(label.tasks().alist())).containsExactly(other);
		assertThat(await(tasks.adelete(task)).perModel()).isEqualTo(Map.of("Task", 1L, "Note", 1L));
		assertThat(await(tasks.filter("tenant", 2).adelete()).perModel())
			.isEqualTo(Map.of("Task", 1L, "Label_tasks", 1L));
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

	private static <M, I> void everyWrite(AsyncRepository<M, ?> repository, Make<M, I> make,
			Function<M, @Nullable I> id, I given) {
		M first = await(repository.acreate(make.of(1, null, "first", 1)));
		M second = await(repository.acreate(kw("tenant", 1, "name", "second")));
		M third = await(repository.asave(make.of(2, null, "third", 3)));
		M fourth = await(repository.asave(make.of(1, given, "fourth", 4)));
		assertThat(List.of(first, second, third)).extracting(id).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(id.apply(fourth)).isEqualTo(given);
		assertThat(await(repository.asave(make.of(1, id.apply(first), "first", 9))))
			.isEqualTo(make.of(1, id.apply(first), "first", 9));
		assertThat(await(repository.asave(make.of(1, id.apply(first), "first", 8), forceUpdate())))
			.isEqualTo(make.of(1, id.apply(first), "first", 8));
		assertThat(id.apply(await(repository.asave(make.of(3, null, "forced", 3), forceInsert())))).isNotNull();
		assertThat(await(repository.filter("pk", List.of(2, Objects.requireNonNull(id.apply(third)))).aget()))
			.isEqualTo(third);
		assertThat(await(repository.arefreshFromDb(third))).isEqualTo(third);
		upsert(repository, make, id, given);
		bulk(repository, make, id);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(repository.adelete(make.of(1, null, "x", 1))))
			.withMessageContaining("has no key");
		assertThat(await(repository.adelete(third)).count()).isEqualTo(1);
	}

	private static <M, I> void upsert(AsyncRepository<M, ?> repository, Make<M, I> make, Function<M, @Nullable I> id,
			I given) {
		UpdateOrCreate<M> fifth = await(
				repository.aupdateOrCreate(kw("tenant", 1, "name", "fifth"), defaults("rank_no", 5)));
		assertThat(fifth.created()).isTrue();
		assertThat(id.apply(fifth.object())).isNotNull();
		assertThat(await(repository.aupdateOrCreate(kw("tenant", 1, "name", "fifth"), defaults("rank_no", 6))).object())
			.isEqualTo(make.of(1, id.apply(fifth.object()), "fifth", 6));
		assertThat(await(repository.agetOrCreate(kw("tenant", 1, "name", "fifth"), defaults())).created()).isFalse();
		assertThat(await(repository.agetOrCreate(kw("rank_no", 17), defaults("tenant", 4, "name", "sixth"))).created())
			.isTrue();
		assertThat(await(repository.aupdateOrCreate(kw("pk", List.of(1, given)), defaults("rank_no", 7))).object())
			.isEqualTo(make.of(1, given, "fourth", 7));
	}

	private static <M, I> void bulk(AsyncRepository<M, ?> repository, Make<M, I> make, Function<M, @Nullable I> id) {
		List<M> many = await(repository
			.abulkCreate(List.of(make.of(5, null, "x", 1), make.of(6, null, "y", 2), make.of(5, null, "z", 3))));
		assertThat(many).extracting(id).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(many).containsExactly(make.of(5, id.apply(many.get(0)), "x", 1),
				make.of(6, id.apply(many.get(1)), "y", 2), make.of(5, id.apply(many.get(2)), "z", 3));
		assertThat(await(repository.filter("name__in", List.of("x", "y", "z")).orderBy("name").alist()))
			.isEqualTo(many);
		List<M> updated = await(repository.abulkCreate(List.of(make.of(5, null, "w", 1), make.of(5, null, "x", 8)),
				updateConflicts("rank_no").uniqueFields("tenant", "name")));
		assertThat(updated.get(1)).isEqualTo(make.of(5, id.apply(many.get(0)), "x", 8));
		assertThat(id.apply(updated.get(0))).isNotNull();
		await(repository.abulkCreate(List.of(make.of(5, null, "v", 1), make.of(5, null, "x", 9)), ignoreConflicts()));
		assertThat(await(repository.filter("tenant", 5).orderBy("name").valuesList("name", String.class).alist()))
			.containsExactly("v", "w", "x", "z");
		assertThat(await(repository.abulkUpdate(
				List.of(make.of(5, id.apply(many.get(0)), "x", 21), make.of(6, id.apply(many.get(1)), "y", 22)),
				"rank_no")))
			.isEqualTo(2);
		assertThat(await(
				repository.filter("rank_no__gt", 20).orderBy("name").valuesList("rank_no", Integer.class).alist()))
			.containsExactly(21, 22);
	}

	private AsyncOrm created(Class<?>... models) {
		return opened(AsyncOrm.builder(this.pool).models(models).schemaAction(SchemaAction.CREATE).build());
	}

	private AsyncOrm open(Class<?>... models) {
		return opened(AsyncOrm.builder(this.pool).models(models).build());
	}

	private AsyncOrm opened(AsyncOrm orm) {
		this.opened.add(orm);
		return orm;
	}

	/**
	 * Makes an object.
	 */
	@FunctionalInterface
	interface Make<M, I> {

		M of(long tenant, @Nullable I id, String name, int rank);

	}

	@Model(uniqueTogether = @UniqueTogether({ "tenant", "name" }))
	record Task(@PrimaryKey Long tenant, @PrimaryKey @GeneratedKey @Nullable Long id, @Column(length = 50) String name,
			@DefaultValue("0") int rankNo) {
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

	record EntryKey(long tenant, @GeneratedKey @Nullable Long id) {
	}

	@Model(uniqueTogether = @UniqueTogether({ "tenant", "name" }))
	record Entry(@PrimaryKey EntryKey key, @Column(length = 50) String name, @DefaultValue("0") int rankNo) {
	}

	record CodeKey(@Column(length = 20) String area, @GeneratedKey @Nullable Long id) {

		CodeKey(String area, @Nullable Long id) {
			this.area = area.strip();
			this.id = id;
		}

	}

	@Model
	record Code(@PrimaryKey CodeKey key, String name) {
	}

	@Model
	record Made(@PrimaryKey Long tenant, @PrimaryKey @ReadOnly @Nullable String id, @Column(length = 50) String name,
			@DefaultValue("0") int rankNo) {
	}

	@Model
	record Firm(@Nullable Long id, String name, Many<Account> accounts) {
	}

	@Model
	record Account(@PrimaryKey @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "accounts") Ref<Firm> firm,
			@PrimaryKey @GeneratedKey @Nullable Long number, String name) {
	}

	@Model
	record Note(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Task> task, String text) {
	}

	@Model
	record Label(@Nullable Long id, String name, @ManyToMany Many<Task> tasks) {
	}

	interface Tasks extends AsyncRepository<Task, List<?>> {

	}

	interface Jobs extends AsyncRepository<Job, List<?>> {

	}

	interface Events extends AsyncRepository<Event, List<?>> {

	}

	interface Marks extends AsyncRepository<Mark, List<?>> {

	}

	interface Records extends AsyncRepository<Entry, EntryKey> {

		CompletableFuture<Entry> acreate(EntryKey key, String name);

	}

	interface Codes extends AsyncRepository<Code, CodeKey> {

	}

	interface Mades extends AsyncRepository<Made, List<?>> {

	}

	interface Firms extends AsyncRepository<Firm, Long> {

	}

	interface Accounts extends AsyncRepository<Account, List<?>> {

	}

	interface Notes extends AsyncRepository<Note, Long> {

	}

	interface Labels extends AsyncRepository<Label, Long> {

	}

}
