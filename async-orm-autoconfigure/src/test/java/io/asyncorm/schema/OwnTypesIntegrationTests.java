package io.asyncorm.schema;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TestEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Text properties over columns of types that only one database has: the column's own type
 * says what is equal, whatever the way a value comes to it.
 */
class OwnTypesIntegrationTests extends AbstractExistingDatabaseIntegrationTests {

	static Stream<Type> types() {
		return Stream.of(new Type(TestDatabase.POSTGRESQL, "char(10)", "D", "D         ", "E"),
				new Type(TestDatabase.POSTGRESQL, "citext", "Dune", "DUNE", "Emma"),
				new Type(TestDatabase.POSTGRESQL, "caseless", "Dune", "DUNE", "Emma"),
				new Type(TestDatabase.POSTGRESQL, "code", "D", "D   ", "E"),
				new Type(TestDatabase.POSTGRESQL, "mood", "happy", "happy", "sad"),
				new Type(TestDatabase.POSTGRESQL, "\"Other\".\"Mood\"", "happy", "happy", "sad"),
				new Type(TestDatabase.POSTGRESQL, "inet", "10.0.0.1", "10.0.0.1/32", "10.0.0.2"),
				new Type(TestDatabase.POSTGRESQL, "cidr", "10.0.0.0/8", "10/8", "11.0.0.0/8"),
				new Type(TestDatabase.POSTGRESQL, "macaddr", "08:00:2b:01:02:03", "08-00-2B-01-02-03",
						"08:00:2b:01:02:04"),
				new Type(TestDatabase.POSTGRESQL, "money", "$1.50", "1.5", "$2.00"),
				new Type(TestDatabase.POSTGRESQL, "name", "a", "a", "b"),
				new Type(TestDatabase.POSTGRESQL, "bit(3)", "101", "101", "110"),
				new Type(TestDatabase.POSTGRESQL, "bit varying(5)", "101", "101", "110"),
				new Type(TestDatabase.POSTGRESQL, "uuid", "00000000-0000-0000-0000-00000000000a",
						"0000000000000000000000000000000A", "00000000-0000-0000-0000-00000000000b"),
				new Type(TestDatabase.POSTGRESQL, "interval", "01:00:00", "60 min", "02:00:00"),
				new Type(TestDatabase.POSTGRESQL, "integer", "10", " 10", "9"),
				new Type(TestDatabase.POSTGRESQL, "numeric(8, 2)", "10.00", "10", "9.00"),
				new Type(TestDatabase.POSTGRESQL, "date", "2026-01-31", "20260131", "2026-02-01"),
				new Type(TestDatabase.POSTGRESQL, "varchar(10) collate \"C\"", "d", "d", "e"),
				new Type(TestDatabase.POSTGRESQL, "text collate caseless_collation", "d", "D", "e"),
				new Type(TestDatabase.POSTGRESQL, "ltree", "a.b", "a.b", "a.c"),
				new Type(TestDatabase.POSTGRESQL, "int4range", "[1,5)", "[1,4]", "[2,5)"),
				new Type(TestDatabase.POSTGRESQL, "text[]", "{a,b}", "{a,b}", "{b}"),
				new Type(TestDatabase.H2, "char(10)", "D", "D         ", "E"),
				new Type(TestDatabase.H2, "varchar_ignorecase", "Dune", "DUNE", "Emma"),
				new Type(TestDatabase.H2, "enum('happy', 'sad')", "happy", "happy", "sad"),
				new Type(TestDatabase.H2, "uuid", "00000000-0000-0000-0000-00000000000a",
						"0000000000000000000000000000000A", "00000000-0000-0000-0000-00000000000b"),
				new Type(TestDatabase.H2, "integer", "10", "10", "9"),
				new Type(TestDatabase.MARIADB, "char(10)", "D", "D", "E"),
				new Type(TestDatabase.MARIADB, "varchar(10) collate utf8mb4_general_ci", "Dune", "DUNE", "Emma"),
				new Type(TestDatabase.MARIADB, "varchar(10) character set latin1", "dune", "DUNE", "emma"),
				new Type(TestDatabase.MARIADB, "enum('happy', 'sad')", "happy", "happy", "sad"),
				new Type(TestDatabase.MARIADB, "inet6", "::1", "0:0:0:0:0:0:0:1", "::2"),
				new Type(TestDatabase.MARIADB, "uuid", "00000000-0000-0000-0000-00000000000a",
						"0000000000000000000000000000000A", "00000000-0000-0000-0000-00000000000b"));
	}

	@ParameterizedTest
	@MethodSource("types")
	void valuesAreFoundByAllThatIsEqualToThem(Type type) {
		Things things = open(type).repository(Things.class);
		await(things.acreate(new Thing(type.value(), "one", null, type.other())));
		await(things.acreate(kw("code", type.other(), "label", "two", "extra", null)));

		assertThat(labels(things.filter("code", type.spelling()).alist())).containsExactly("one");
		assertThat(labels(things.filter("code__in", List.of(type.spelling())).alist())).containsExactly("one");
		assertThat(labels(things.filter("code__in", List.of(type.spelling(), type.other())).alist())).hasSize(2);
		assertThat(labels(things.exclude("code", type.spelling()).alist())).containsExactly("two");
		assertThat(labels(things.filter("code__range", List.of(type.spelling(), type.spelling())).alist()))
			.containsExactly("one");
		assertThat(labels(things.filter("extra", type.other()).alist())).containsExactly("one");
		assertThat(labels(things.filter("extra__isnull", true).alist())).containsExactly("two");
		assertThat(labels(things.filter("code", f("code")).alist())).hasSize(2);
		assertThat(await(things.aget(type.spelling())).label()).isEqualTo("one");
		assertThat(await(things.filter("code", type.spelling()).aexists())).isTrue();
		assertThat(await(things.filter("code", type.spelling()).acount())).isEqualTo(1);
		Thing read = await(things.aget(type.value()));
		assertThat(await(things.acontains(read))).isTrue();
		assertThat(await(things.ainBulk(List.of(read.code())))).containsOnlyKeys(read.code());
		assertThat(await(things.filter("code__in", List.of(read.code())).alist())).containsExactly(read);
		assertThat(await(things.orderBy("code").valuesList("code").alist())).hasSize(2);
		assertThat(await(things.filter("code", type.spelling()).values("code", "extra").aget()).get("code"))
			.isEqualTo(read.code());
	}

	/** Those that have a greatest value, and take several texts for the same. */
	static Stream<Type> caseless() {
		return types().filter((type) -> type.spelling().equals("DUNE"));
	}

	@ParameterizedTest
	@MethodSource("caseless")
	void greatestValuesAreComparedAsThoseOfTheColumn(Type type) {
		Things things = open(type).repository(Things.class);
		await(things.acreate(new Thing(type.value(), "one", null, type.other())));
		await(things.acreate(kw("code", type.other(), "label", "two", "extra", null)));

		assertThat(await(things.values("label")
			.annotate("greatest", max("code"))
			.filter("greatest", type.spelling())
			.values("label")
			.alist())).containsExactly(Map.of("label", "one"));
		assertThat(await(things.values("label")
			.annotate("greatest", max("code").orElse(type.other()))
			.filter("greatest__in", List.of(type.spelling()))
			.values("label")
			.alist())).containsExactly(Map.of("label", "one"));
	}

	@ParameterizedTest
	@MethodSource("types")
	void rowsAreChangedByAllThatIsEqualToTheirKeys(Type type) {
		Things things = open(type).repository(Things.class);
		await(things.acreate(new Thing(type.value(), "one", null, type.other())));

		Thing saved = await(things.asave(new Thing(type.spelling(), "uno", null, type.value())));
		assertThat(saved.label()).isEqualTo("uno");
		assertThat(await(things.acount())).isEqualTo(1);
		await(things.asave(saved, set(Thing::extra).to(type.other())));
		assertThat(await(things.filter("extra", type.other()).aupdate(kw("extra", type.value())))).isEqualTo(1);
		assertThat(await(things.aupdate(set(Thing::extra).to(f("code"))))).isEqualTo(1);
		assertThat(await(things
			.aupdate(kw("extra", Orm.<Thing>when(q("code", type.spelling()), type.other()).otherwise(f("extra"))))))
			.isEqualTo(1);
		assertThat(await(things.filter("extra", type.other()).acount())).isEqualTo(1);
		assertThat(await(things.filter("code", type.spelling()).adelete()).count()).isEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("types")
	void manyRowsAreWrittenAtOnce(Type type) {
		writeManyRows(type, open(type).repository(Things.class));
	}

	@ParameterizedTest
	@MethodSource("postgresql")
	void manyRowsAreWrittenAtOnceWithoutArrays(Type type) {
		writeManyRows(type, open(type, TestEngine.POSTGRESQL_LISTS.known()).repository(Things.class));
	}

	private static void writeManyRows(Type type, Things things) {
		Thing one = new Thing(type.value(), "one", null, type.other());
		Thing two = new Thing(type.other(), "two", null, null);

		List<Thing> stored = await(things.abulkCreate(List.of(one, two)));

		assertThat(stored).extracting(Thing::label).containsExactly("one", "two");
		assertThat(await(things.orderBy("label").alist())).isEqualTo(stored);
		Thing spelled = new Thing(type.spelling(), "uno", null, type.value());
		assertThat(await(things.abulkUpdate(List.of(spelled, stored.get(1)), "label", "extra"))).isEqualTo(2);
		assertThat(labels(things.filter("extra", type.value()).alist())).containsExactly("uno");
		assertThat(await(things.abulkUpdate(stored, (thing) -> set(Thing::extra).to(f("code"))))).isEqualTo(2);
		assertThat(labels(things.filter("extra", type.value()).alist())).containsExactly("uno");
		await(things.abulkCreate(List.of(spelled, two), Orm.ignoreConflicts()));
		assertThat(await(things.acount())).isEqualTo(2);
		Thing eins = new Thing(type.spelling(), "eins", null, null);
		Thing zwei = new Thing(type.other(), "zwei", null, null);
		List<Thing> updated = await(
				things.abulkCreate(List.of(eins, zwei), Orm.updateConflicts("label").uniqueFields("code")));
		assertThat(updated).extracting(Thing::label).containsExactly("eins", "zwei");
		assertThat(labels(things.orderBy("label").alist())).containsExactly("eins", "zwei");
		assertThat(await(things.arefreshFromDb(spelled)).label()).isEqualTo("eins");
		assertThat(await(things.asave(spelled, Orm.updateFields("label"))).label()).isEqualTo("uno");
		assertThat(await(things.adelete(spelled)).count()).isEqualTo(1);
		assertThat(labels(things.alist())).containsExactly("zwei");
	}

	static Stream<Type> postgresql() {
		return types().filter((type) -> type.database() == TestDatabase.POSTGRESQL);
	}

	/** So many are copied, and not inserted. */
	@ParameterizedTest
	@MethodSource("postgresql")
	void thousandsOfRowsAreStoredAsFewAre(Type type) {
		AsyncOrm orm = open(type);
		await(orm.repository(Things.class).acreate(new Thing(type.value(), "one", null, null)));
		Parts parts = orm.repository(Parts.class);
		Part part = new Part(null, Ref.of(Thing.class, "code", type.spelling()), "a");

		List<Part> inserted = await(parts.abulkCreate(Collections.nCopies(2, part)));
		List<Part> copied = await(parts.abulkCreate(Collections.nCopies(1_000, part)));

		assertThat(copied).hasSize(1_000).extracting(Part::thing).containsOnly(inserted.get(0).thing());
		assertThat(await(parts.filter("thing", type.value()).acount())).isEqualTo(1_002);
	}

	@ParameterizedTest
	@MethodSource("types")
	void upsertsFindWhatIsEqual(Type type) {
		Things things = open(type).repository(Things.class);

		assertThat(
				await(things.aupdateOrCreate(kw("code", type.value()), defaults("label", "one", "extra", type.other())))
					.created())
			.isTrue();
		assertThat(await(
				things.aupdateOrCreate(kw("code", type.spelling()), defaults("label", "uno", "extra", type.other())))
			.created()).isFalse();
		assertThat(await(things.agetOrCreate(kw("code", type.spelling()), defaults("label", "x"))).created()).isFalse();
		assertThat(await(things.agetOrCreate(kw("code", type.other()), defaults("label", "two"))).created()).isTrue();
		assertThat(await(things.agetOrCreate(kw("extra", type.other()), defaults("label", "x"))).object().label())
			.isEqualTo("uno");
	}

	@ParameterizedTest
	@MethodSource("types")
	void relatedObjectsAreFoundByKeysThatAreEqual(Type type) {
		AsyncOrm orm = open(type);
		Things things = orm.repository(Things.class);
		Parts parts = orm.repository(Parts.class);
		await(things.acreate(new Thing(type.value(), "one", null, null)));
		Thing two = await(things.acreate(new Thing(type.other(), "two", null, null)));
		await(parts.acreate(kw("thing", type.spelling(), "label", "a")));
		await(parts.acreate(new Part(null, Ref.to(two), "b")));

		assertThat(await(parts.filter("thing", type.spelling()).alist())).extracting(Part::label).containsExactly("a");
		assertThat(await(parts.filter("thing__code", type.spelling()).alist())).hasSize(1);
		assertThat(await(parts.filter("thing__label", "one").alist())).hasSize(1);
		assertThat(await(things.filter("parts__label", "a").alist())).extracting(Thing::label).containsExactly("one");
		Part part = await(parts.filter("label", "a").selectRelated("thing").aget());
		assertThat(part.thing().get().label()).isEqualTo("one");
		assertThat(await(await(parts.filter("label", "a").aget()).thing().aget()).label()).isEqualTo("one");
		Part prefetched = await(parts.filter("label", "a").prefetchRelated("thing").aget());
		assertThat(prefetched.thing().get().label()).isEqualTo("one");
		Thing owner = await(things.filter("label", "one").prefetchRelated("parts").aget());
		assertThat(Objects.requireNonNull(owner.parts()).list()).extracting(Part::label).containsExactly("a");
		assertThat(await(things.annotate("number", Orm.count("parts")).filter("number", 1).acount())).isEqualTo(2);
		assertThat(await(things.filter("code__in", parts.filter("label", "a").values("thing")).acount())).isEqualTo(1);
		assertThat(await(things.filter("code", type.spelling()).adelete()).count()).isEqualTo(2);
		assertThat(await(things.filter("label", "two").adelete()).count()).isEqualTo(2);
	}

	private static List<String> labels(CompletableFuture<List<Thing>> things) {
		return await(things).stream().map(Thing::label).toList();
	}

	private AsyncOrm open(Type type) {
		return open(type, EngineSettings.DETECTED);
	}

	private AsyncOrm open(Type type, EngineSettings engine) {
		this.existing.create(type.database());
		JdbcTemplate jdbc = this.existing.jdbc();
		if (type.database() == TestDatabase.POSTGRESQL) {
			jdbc.execute("""
					create extension citext;
					create extension ltree;
					create domain caseless as citext;
					create domain short_code as char(5) check (value <> 'bad');
					create domain code as short_code;
					create type mood as enum ('happy', 'sad');
					create schema "Other";
					create type "Other"."Mood" as enum ('happy', 'sad');
					create collation caseless_collation
					    (provider = icu, locale = 'und-u-ks-level2', deterministic = false)""");
		}
		jdbc.execute("create table %s (%s %s primary key, %s varchar(10) not null, %s %s)"
			.formatted(names(type, "thing", "code", "column", "label", "extra", "column")));
		jdbc.execute("create table %s (%s KEY primary key, %s %s not null references %s (%s), %s varchar(10) not null)"
			.replace("KEY", this.existing.generatedKey())
			.formatted(names(type, "part", "id", "thing_id", "column", "thing", "code", "label")));
		return this.existing.open((orm) -> orm.dialect((found) -> found.with(engine)).models(Thing.class, Part.class));
	}

	private Object[] names(Type type, String... names) {
		return Stream.of(names)
			.map((name) -> name.equals("column") ? type.column() : this.existing.name(name))
			.toArray();
	}

	/**
	 * A type of columns.
	 *
	 * @param value a value as the database gives it back, but for blanks
	 * @param spelling another text that is the same to it
	 * @param other another value
	 */
	record Type(TestDatabase database, String column, String value, String spelling, String other) {
	}

	/**
	 * Has a key of the type, and another column.
	 */
	@Model
	public record Thing(@PrimaryKey String code, String label, @Nullable Many<Part> parts, @Nullable String extra) {
	}

	/**
	 * Refers to a key of the type.
	 */
	@Model
	public record Part(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "parts") Ref<Thing> thing, String label) {
	}

	interface Things extends AsyncRepository<Thing, String> {

	}

	interface Parts extends AsyncRepository<Part, Long> {

	}

}
