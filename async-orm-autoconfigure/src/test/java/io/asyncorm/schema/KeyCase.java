package io.asyncorm.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.Column;
import io.asyncorm.model.Comment;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.ReadOnly;
import io.asyncorm.model.RenamedFrom;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * A table {@code ware} with the rows {@code a} and {@code b}, and a model of it that has
 * another key.
 *
 * @param ddl what makes the table: {@code IDENTITY} stands for the clause of a column
 * that numbers rows
 * @param kind the model
 * @param databases where there is such a table, and the migration runs as it is written
 * @param then what the database does by then
 */
record KeyCase(String name, String ddl, Kind<?> kind, Set<TestDatabase> databases, List<String> then) {

	private static final String NAME = ", name varchar(20) not null)";

	private static final String ROWS = "; insert into ware (name) values ('a'), ('b')";

	private static final String CODED_ROWS = "; insert into ware (code, name) values ('y', 'a'), ('x', 'b')";

	private static final String NUMBERED_ROWS = "; insert into ware (id, name) values (5, 'a'), (3, 'b')";

	private static final String PLACED_ROWS = "; insert into ware (shelf, place, name) values (1, 2, 'a'), (1, 1, 'b')";

	private static final String BOTH_ROWS = "; insert into ware (code, id, name) values ('y', 5, 'a'), ('x', 3, 'b')";

	private static final Kind<Numbered> NUMBERED = new Kind<>(Numbered.class, NumberedWares.class,
			(n) -> new Numbered(null, "new"), Numbered::id);

	private static final Kind<Given> GIVEN = new Kind<>(Given.class, GivenWares.class,
			(n) -> new Given(100L + n, "new"), Given::no);

	private static final Kind<Coded> CODED = new Kind<>(Coded.class, CodedWares.class, (n) -> new Coded("c" + n, "new"),
			Coded::code);

	private static final Kind<Beside> BESIDE = new Kind<>(Beside.class, BesideWares.class,
			(n) -> new Beside(null, 10 + n, "new"), Beside::id);

	private static final Kind<Unknown> UNKNOWN = new Kind<>(Unknown.class, UnknownWares.class,
			(n) -> new Unknown(null, null, "new"), Unknown::id);

	private static final Kind<Renamed> RENAMED = new Kind<>(Renamed.class, RenamedWares.class,
			(n) -> new Renamed(null, "new"), Renamed::id);

	private static final Kind<Moved> MOVED = new Kind<>(Moved.class, MovedWares.class, (n) -> new Moved(null, "new"),
			Moved::id);

	private static final Kind<Computed> COMPUTED = new Kind<>(Computed.class, ComputedWares.class,
			(n) -> new Computed(null, null, "new"), Computed::id);

	private static final Kind<Placed> PLACED = new Kind<>(Placed.class, PlacedWares.class,
			(n) -> new Placed(9, n, "new"), (ware) -> List.of(ware.shelf(), ware.place()));

	private static final Kind<Counted> COUNTED = new Kind<>(Counted.class, CountedWares.class,
			(n) -> new Counted(9, null, "new"), Counted::id);

	private static final Kind<Numbered> WITH_PARTS = new Kind<>(Numbered.class, NumberedWares.class,
			(n) -> new Numbered(null, "new"), Numbered::id, Part.class);

	KeyCase(String name, String ddl, Kind<?> kind) {
		this(name, ddl, kind, EnumSet.allOf(TestDatabase.class), List.of());
	}

	static Stream<KeyCase> all() {
		return Stream.of(keysThatAreAdded(), keysThatAreReplaced(), keysThatStay(), keysWithForeignKeys())
			.flatMap((cases) -> cases);
	}

	private static Stream<KeyCase> keysThatAreAdded() {
		return Stream.of(new KeyCase("no key", "create table ware (name varchar(20) not null)" + ROWS, NUMBERED),
				new KeyCase("no key, but numbers", "create table ware (id bigint not null" + NAME + NUMBERED_ROWS,
						NUMBERED),
				new KeyCase("no key, but numbers of some rows",
						"create table ware (id integer" + NAME
								+ "; insert into ware (id, name) values (5, 'a'), (null, 'b')",
						NUMBERED)
					.on(TestDatabase.MARIADB),
				new KeyCase("no key, but numbers without a sign",
						"create table ware (id bigint unsigned not null" + NAME + NUMBERED_ROWS, NUMBERED)
					.on(TestDatabase.MARIADB),
				new KeyCase("no key, and numbers by another column",
						"create table ware (no smallint IDENTITY not null unique" + NAME + ROWS, NUMBERED),
				new KeyCase("a unique key only", "create table ware (id bigint not null unique" + NAME + NUMBERED_ROWS,
						NUMBERED),
				new KeyCase("a code only", "create table ware (code varchar(20) not null" + NAME + CODED_ROWS, CODED));
	}

	private static Stream<KeyCase> keysThatAreReplaced() {
		String coded = "create table ware (code varchar(20) not null primary key";
		String numbered = "create table ware (no integer IDENTITY primary key";
		return Stream.of(new KeyCase("an undeclared key", coded + NAME + CODED_ROWS, NUMBERED),
				new KeyCase("an undeclared key, beside numbers", coded + ", id integer not null" + NAME + BOTH_ROWS,
						NUMBERED),
				new KeyCase("an undeclared key, beside another one", coded + ", id bigint unique" + NAME + BOTH_ROWS,
						NUMBERED),
				new KeyCase("a key that can be null", coded + NAME + CODED_ROWS, UNKNOWN),
				new KeyCase("an undeclared generated key", numbered + NAME + ROWS, NUMBERED),
				new KeyCase("a generated key that is to be given", numbered + NAME + ROWS, BESIDE),
				new KeyCase("a generated key beside a unique one",
						numbered + ", id bigint not null unique" + NAME + NUMBERED_ROWS, NUMBERED),
				new KeyCase("a generated key, and a code",
						"create table ware (id bigint IDENTITY primary key, code varchar(20) not null" + NAME
								+ CODED_ROWS,
						CODED),
				new KeyCase("several columns, and a number",
						"create table ware (shelf integer not null, place integer not null, primary key (shelf, place)"
								+ NAME + PLACED_ROWS,
						NUMBERED),
				new KeyCase("several columns, and one of them",
						"create table ware (code varchar(20) not null, place integer not null, primary key (place, code)"
								+ NAME + "; insert into ware (code, place, name) values ('y', 2, 'a'), ('x', 1, 'b')",
						CODED),
				new KeyCase("several columns, and the generated one",
						"create table ware (shelf integer not null, id bigint IDENTITY unique, primary key (shelf, id)"
								+ NAME + "; insert into ware (shelf, name) values (1, 'a'), (1, 'b')",
						NUMBERED),
				new KeyCase("a generated key, and several columns",
						"create table ware (shelf integer IDENTITY primary key, place integer not null" + NAME
								+ "; insert into ware (place, name) values (1, 'a'), (1, 'b')",
						PLACED),
				new KeyCase("a generated key, and several columns with it",
						"create table ware (id bigint IDENTITY primary key, shelf integer not null" + NAME
								+ "; insert into ware (shelf, name) values (1, 'a'), (2, 'b')",
						COUNTED));
	}

	private static Stream<KeyCase> keysThatStay() {
		return Stream.of(
				new KeyCase("numbers of another column",
						"create table ware (id bigint not null primary key, no integer IDENTITY unique" + NAME
								+ NUMBERED_ROWS,
						NUMBERED),
				new KeyCase("numbers of another column, of another type",
						"create table ware (id bigint not null primary key, no smallint IDENTITY unique" + NAME
								+ NUMBERED_ROWS,
						BESIDE),
				new KeyCase("no longer generated", "create table ware (no bigint IDENTITY primary key" + NAME + ROWS,
						GIVEN),
				new KeyCase("generated", "create table ware (id bigint not null primary key" + NAME + NUMBERED_ROWS,
						NUMBERED),
				new KeyCase("generated, and of another type",
						"create table ware (id integer not null primary key" + NAME + NUMBERED_ROWS, NUMBERED),
				new KeyCase("of another type", "create table ware (id integer IDENTITY primary key" + NAME + ROWS,
						NUMBERED),
				new KeyCase("without a sign",
						"create table ware (id bigint unsigned IDENTITY primary key" + NAME + ROWS, NUMBERED)
					.on(TestDatabase.MARIADB),
				new KeyCase("generated as the second of two",
						"create table ware (shelf integer not null, id bigint not null, primary key (shelf, id)" + NAME
								+ "; insert into ware (shelf, id, name) values (1, 5, 'a'), (1, 3, 'b')",
						COUNTED),
				new KeyCase("another one of a renamed table",
						"create table goods (code varchar(20) not null primary key" + NAME
								+ "; insert into goods (code, name) values ('y', 'a'), ('x', 'b')",
						MOVED)
					.on(TestDatabase.POSTGRESQL, TestDatabase.MARIADB),
				new KeyCase("another one, of which the former is computed",
						"create table ware (code varchar(20) not null primary key" + NAME + CODED_ROWS, COMPUTED),
				new KeyCase("renamed", "create table ware (no bigint IDENTITY primary key" + NAME + ROWS, RENAMED),
				new KeyCase("renamed, and generated", "create table ware (no integer primary key" + NAME
						+ "; insert into ware (no, name) values (5, 'a'), (3, 'b')", RENAMED));
	}

	private static Stream<KeyCase> keysWithForeignKeys() {
		String part = "; create table part (no bigint not null primary key, ";
		String shelf = "create table shelf (id integer not null primary key); insert into shelf (id) values (1), (2); ";
		return Stream.of(
				new KeyCase("an undeclared key that others refer to",
						"create table ware (code varchar(20) not null primary key" + NAME + CODED_ROWS + part
								+ "ware_code varchar(20), foreign key (ware_code) references ware (code))"
								+ "; insert into part (no, ware_code) values (1, 'x')",
						NUMBERED)
					.on(TestDatabase.MARIADB)
					.then("insert into part (no, ware_code) values (2, 'y')", "delete from part where no = 1",
							"delete from ware where code = 'x'"),
				new KeyCase("an undeclared key that other rows of the table refer to",
						"create table ware (code varchar(20) not null primary key, part_of varchar(20),"
								+ " foreign key (part_of) references ware (code)" + NAME
								+ "; insert into ware (code, part_of, name) values ('y', 'y', 'a'), ('x', 'y', 'b')",
						NUMBERED)
					.on(TestDatabase.MARIADB)
					.then("insert into ware (code, part_of, name) values ('z', 'x', 'c')"),
				new KeyCase("a generated key without a sign with models that refer to it from then on",
						"create table ware (id bigint unsigned IDENTITY primary key" + NAME + ROWS + part
								+ "name varchar(20))",
						WITH_PARTS)
					.on(TestDatabase.MARIADB)
					.then("insert into part (no, ware_id) values (2, 2)"),
				new KeyCase("a key of several columns, to the first of which others refer",
						"create table ware (shelf integer not null, place integer not null, primary key (shelf, place)"
								+ NAME + PLACED_ROWS + part
								+ "ware_shelf integer, foreign key (ware_shelf) references ware (shelf))",
						NUMBERED)
					.on(TestDatabase.MARIADB)
					.then("insert into part (no, ware_shelf) values (2, 1)"),
				new KeyCase("a key of foreign keys",
						shelf + "create table ware (shelf integer not null, place integer not null,"
								+ " primary key (shelf, place), foreign key (shelf) references shelf (id)" + NAME
								+ PLACED_ROWS,
						NUMBERED)
					.then("delete from shelf where id = 2"),
				new KeyCase("a generated key with others that refer to it",
						"create table ware (id bigint not null primary key" + NAME + NUMBERED_ROWS + part
								+ "ware_id bigint, foreign key (ware_id) references ware (id))"
								+ "; insert into part (no, ware_id) values (1, 3)",
						NUMBERED)
					.then("insert into part (no, ware_id) values (2, 5)"),
				new KeyCase("a generated key of another type with models that refer to it",
						"create table ware (id integer IDENTITY primary key" + NAME + ROWS + part
								+ "ware_id integer, foreign key (ware_id) references ware (id))"
								+ "; insert into part (no, ware_id) values (1, 1)",
						WITH_PARTS)
					.then("insert into part (no, ware_id) values (2, 2)"),
				new KeyCase("another key, to which models refer from then on",
						"create table ware (code varchar(20) not null primary key, id integer not null unique" + NAME
								+ BOTH_ROWS + part + "ware_id integer, foreign key (ware_id) references ware (id))"
								+ "; insert into part (no, ware_id) values (1, 3)",
						WITH_PARTS)
					.then("insert into part (no, ware_id) values (2, 5)"));
	}

	private KeyCase on(TestDatabase... all) {
		return new KeyCase(this.name, this.ddl, this.kind, Set.of(all), this.then);
	}

	private KeyCase then(String... statements) {
		return new KeyCase(this.name, this.ddl, this.kind, this.databases, List.of(statements));
	}

	/** The statements that make the table. */
	List<String> statements(Dialect dialect) {
		return List.of(this.ddl.replace(" IDENTITY", dialect.tables().generatedKey()).split("; "));
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * A model of the table.
	 *
	 * @param make makes a row, by a number
	 * @param key tells its key, or what of it is its own
	 * @param others models beside
	 */
	record Kind<M>(Class<M> model, Class<? extends AsyncRepository<M, ?>> repository, IntFunction<M> make,
			Function<M, @Nullable Object> key, Class<?>... others) {

		Class<?>[] models() {
			return Stream.concat(Stream.of(this.model), Stream.of(this.others)).toArray(Class<?>[]::new);
		}

	}

	@Model(table = "ware")
	record Numbered(@Nullable Long id, @Column(length = 20) String name) {
	}

	@Model(table = "ware")
	record Given(@PrimaryKey Long no, @Column(length = 20) String name) {
	}

	@Model(table = "ware")
	record Coded(@PrimaryKey @Column(length = 20) String code, @Column(length = 20) String name) {
	}

	@Model(table = "ware")
	record Beside(@Comment("The key") @Nullable Long id, int no, @Column(length = 20) String name) {
	}

	@Model(table = "ware")
	record Unknown(@Nullable Long id, @Column(length = 20) @Nullable String code, @Column(length = 20) String name) {
	}

	@Model(table = "ware")
	record Renamed(@RenamedFrom("no") @Comment("The key") @Nullable Long id, @Column(length = 20) String name) {
	}

	@Model(table = "ware")
	@RenamedFrom("goods")
	record Moved(@Nullable Long id, @Column(length = 20) String name) {
	}

	@Model(table = "ware")
	record Computed(@Nullable Long id, @ReadOnly("upper(name)") @Column(length = 20) @Nullable String code,
			@Column(length = 20) String name) {
	}

	@Model(table = "ware")
	record Placed(@PrimaryKey int shelf, @PrimaryKey int place, @Column(length = 20) String name) {
	}

	@Model(table = "ware")
	record Counted(@PrimaryKey int shelf, @PrimaryKey @GeneratedKey @Nullable Long id,
			@Column(length = 20) String name) {
	}

	@Model(table = "part")
	record Part(@PrimaryKey Long no,
			@ForeignKey(onDelete = OnDelete.DO_NOTHING, relatedName = "parts") @Nullable Ref<Numbered> ware) {
	}

	interface NumberedWares extends AsyncRepository<Numbered, Long> {

	}

	interface GivenWares extends AsyncRepository<Given, Long> {

	}

	interface CodedWares extends AsyncRepository<Coded, String> {

	}

	interface BesideWares extends AsyncRepository<Beside, Long> {

	}

	interface UnknownWares extends AsyncRepository<Unknown, Long> {

	}

	interface RenamedWares extends AsyncRepository<Renamed, Long> {

	}

	interface MovedWares extends AsyncRepository<Moved, Long> {

	}

	interface ComputedWares extends AsyncRepository<Computed, Long> {

	}

	interface PlacedWares extends AsyncRepository<Placed, List<?>> {

	}

	interface CountedWares extends AsyncRepository<Counted, List<?>> {

	}

}
