package io.asyncorm.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties over columns of another type than they have by themselves, which are
 * converted both ways.
 */
class OtherTypesIntegrationTests extends AbstractExistingDatabaseIntegrationTests {

	private final TimeZone zone = TimeZone.getDefault();

	@AfterEach
	void restoreZone() {
		TimeZone.setDefault(this.zone);
	}

	/** A database, the zone of the JVM, and the zone that local times are in. */
	static Stream<Arguments> zones() {
		return Stream.of(TestDatabase.values())
			.flatMap((database) -> Stream.of("UTC", "Europe/Berlin", "America/St_Johns")
				.flatMap((jvm) -> Stream.of("UTC", "Europe/Berlin", "Pacific/Auckland")
					.map((own) -> Arguments.of(database, jvm, own))));
	}

	@ParameterizedTest
	@MethodSource("zones")
	void pointsInTimeStayWhatTheyAreInLocalColumns(TestDatabase database, String jvm, String own) {
		TimeZone.setDefault(TimeZone.getTimeZone(jvm));
		String type = (database == TestDatabase.MARIADB) ? "datetime(6)" : "timestamp";
		ZoneId zone = ZoneId.of((database == TestDatabase.MARIADB) ? "UTC" : own);
		Moments moments = open(database, own, Moment.class, "moment", "key", type + " primary key", "point", type)
			.repository(Moments.class);
		List<Instant> points = List.of(Instant.parse("2026-03-29T00:59:59Z"), Instant.parse("2026-03-29T01:00:00Z"),
				Instant.parse("2026-07-01T10:00:00.123456Z"), Instant.parse("2026-12-31T23:30:00Z"));

		for (Instant point : points) {
			Moment moment = await(moments.acreate(new Moment(point, point)));
			for (int i = 0; i < 3; i++) {
				moment = await(moments.asave(moment));
			}
			assertThat(moment).isEqualTo(new Moment(point, point));
			assertThat(this.existing.jdbc()
				.queryForObject("select %s from %s where %s = ?".formatted(name("point"), name("moment"), name("key")),
						LocalDateTime.class, LocalDateTime.ofInstant(point, zone)))
				.isEqualTo(LocalDateTime.ofInstant(point, zone));
			assertThat(await(moments.aget(point))).isEqualTo(moment);
			assertThat(await(moments.filter("point__in", List.of(point)).alist())).containsExactly(moment);
			assertThat(
					await(moments.filter("point", f("key")).filter("key__lte", point).filter("key__gte", point).aget()))
				.isEqualTo(moment);
			assertThat(await(moments.filter("key", point).valuesList(Moment::point).alist())).containsExactly(point);
			assertThat(await(moments.filter("key", point).aaggregate(kw("last", max("point"))))).containsValue(point);
			assertThat(await(moments.filter("key", point).aupdate(set(Moment::point).to(f("key"))))).isEqualTo(1);
			assertThat(await(moments.aupdateOrCreate(kw("key", point), defaults("point", point))).object())
				.isEqualTo(moment);
			if (database != TestDatabase.MARIADB) {
				assertThat(await(
						moments.filter("key", point).filter("point__hour", point.atZone(zone).getHour()).aexists()))
					.isTrue();
			}
			assertThat(await(moments.filter("key", point).adelete()).count()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@MethodSource("zones")
	void localTimesStayWhatTheyAreInColumnsOfPoints(TestDatabase database, String jvm, String own) {
		TestDatabase.require(database != TestDatabase.MARIADB, "no such columns");
		TimeZone.setDefault(TimeZone.getTimeZone(jvm));
		Appointments appointments = open(database, own, Appointment.class, "appointment", "at",
				"timestamp with time zone primary key", "day", "timestamp with time zone", "begin", "timestamp")
			.repository(Appointments.class);
		LocalDateTime at = LocalDateTime.parse("2026-07-01T23:30:00.5");
		LocalDate day = at.toLocalDate();

		Appointment appointment = await(appointments.acreate(new Appointment(at, day, day)));
		for (int i = 0; i < 3; i++) {
			appointment = await(appointments.asave(appointment));
		}

		assertThat(appointment).isEqualTo(new Appointment(at, day, day));
		assertThat(this.existing.jdbc()
			.queryForObject("select %s from %s".formatted(name("at"), name("appointment")), OffsetDateTime.class))
			.satisfies((stored) -> assertThat(stored.toInstant()).isEqualTo(at.atZone(ZoneId.of(own)).toInstant()));
		assertThat(await(appointments.aget(at))).isEqualTo(appointment);
		assertThat(await(appointments.filter("at__in", List.of(at)).alist())).containsExactly(appointment);
		assertThat(await(appointments.filter("day", day).filter("begin", day).aget())).isEqualTo(appointment);
		assertThat(await(appointments.filter("day__in", List.of(day)).filter("begin__lte", day).aexists())).isTrue();
		assertThat(await(appointments.values("at", "day", "begin").aget()))
			.isEqualTo(Map.of("at", at, "day", day, "begin", day));
		assertThat(await(appointments.filter("at__hour", 23).filter("day__month", 7).aexists())).isTrue();
		assertThat(await(appointments.aupdate(kw("begin", f("day"), "day", f("begin"))))).isEqualTo(1);
		assertThat(await(appointments.aget(at))).isEqualTo(appointment);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "Europe/Berlin", "Pacific/Auckland" })
	void infinityStaysInfinityInColumnsOfTheOtherKind(String own) {
		Moments moments = open(TestDatabase.POSTGRESQL, own, Moment.class, "moment", "key", "timestamp primary key",
				"point", "timestamp")
			.repository(Moments.class);
		this.existing.jdbc()
			.execute("create table \"appointment\" (\"at\" timestamp with time zone primary key,"
					+ " \"day\" timestamp with time zone, \"begin\" timestamp)");
		try (AsyncOrm other = this.existing.builder().timeZone(ZoneId.of(own)).models(Appointment.class).build()) {
			Appointments appointments = other.repository(Appointments.class);
			for (Moment moment : List.of(new Moment(Instant.MAX, Instant.MIN), new Moment(Instant.MIN, Instant.MAX))) {
				assertThat(await(moments.acreate(moment))).isEqualTo(moment);
				assertThat(await(moments.filter("key__in", List.of(moment.key())).aget())).isEqualTo(moment);
				assertThat(await(moments.filter("point", moment.point()).aget())).isEqualTo(moment);
			}
			for (Appointment appointment : List.of(new Appointment(LocalDateTime.MAX, LocalDate.MIN, LocalDate.MAX),
					new Appointment(LocalDateTime.MIN, LocalDate.MAX, LocalDate.MIN))) {
				assertThat(await(appointments.acreate(appointment))).isEqualTo(appointment);
				assertThat(await(appointments.filter("at__in", List.of(appointment.at())).aget()))
					.isEqualTo(appointment);
				assertThat(await(appointments.filter("day", appointment.day()).aget())).isEqualTo(appointment);
			}
		}
		assertThat(
				this.existing.jdbc().queryForList("select \"day\"::text from \"appointment\" order by 1", String.class))
			.containsExactly("-infinity", "infinity");
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void numbersAreComparedAsWhatTheColumnHolds(TestDatabase database) {
		String real = (database == TestDatabase.MARIADB) ? "double" : "real";
		Numbers numbers = open(database, "UTC", Numeric.class, "numeric", "id", "integer primary key", "small",
				"smallint", "whole", "bigint", "ratio", "numeric(8, 3)", "exact", real, "narrow", "double precision")
			.repository(Numbers.class);
		Numeric numeric = new Numeric(1L, 2, new BigInteger("3"), 0.1, new BigDecimal("0.1"), 0.5f);

		await(numbers.acreate(numeric));

		Numeric read = await(numbers.filter("ratio", 0.1)
			.filter("exact", new BigDecimal("0.1"))
			.filter("narrow", 0.5)
			.filter("small", 2)
			.filter("whole", 3)
			.aget());
		assertThat(read.ratio()).isEqualTo(0.1);
		assertThat(await(numbers.filter("ratio__in", List.of(0.1, 0.2))
			.filter("exact__in", List.of(new BigDecimal("0.1")))
			.filter("small__in", List.of(2, 100_000))
			.acount())).isEqualTo(1);
		assertThat(await(numbers.filter("small__lt", 100_000).acount())).isEqualTo(1);
		assertThat(await(numbers.aupdate(kw("ratio", f("ratio").plus(0.1))))).isEqualTo(1);
		assertThat(await(numbers.filter("ratio", 0.2).acount())).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void enumsDocumentsAndUuidsFitTheirColumns(TestDatabase database) {
		String mood = switch (database) {
			case POSTGRESQL -> "mood";
			case H2, MARIADB -> "enum('SAD', 'HAPPY')";
		};
		String json = (database == TestDatabase.MARIADB) ? "longtext" : "json";
		String text = (database == TestDatabase.POSTGRESQL) ? "text" : json;
		People people = open(database, "UTC", Person.class, "person", "id", "varchar(36) primary key", "mood", mood,
				"twin", "char(36)", "notes", json, "tags", text)
			.repository(People.class);
		Person ann = new Person(UUID.randomUUID(), Mood.HAPPY, UUID.randomUUID(), Map.of("a", 1), List.of("x"));
		Person bob = new Person(UUID.randomUUID(), Mood.SAD, null, Map.of("b", Map.of("c", 2)), List.of());

		await(people.acreate(ann));
		await(people.acreate(kw("id", bob.id(), "mood", "SAD", "notes", bob.notes(), "tags", bob.tags())));

		assertThat(await(people.aget(ann.id()))).isEqualTo(ann);
		assertThat(await(people.filter("mood", Mood.HAPPY).alist())).containsExactly(ann);
		assertThat(await(people.filter("mood__in", List.of(Mood.SAD)).alist())).containsExactly(bob);
		assertThat(await(people.exclude("mood", "SAD").alist())).containsExactly(ann);
		assertThat(await(people.orderBy("mood").valuesList(Person::mood).alist())).containsExactly(Mood.SAD,
				Mood.HAPPY);
		if (database != TestDatabase.MARIADB) {
			assertThat(await(people.filter("mood__gt", Mood.SAD).alist())).containsExactly(ann);
		}
		assertThat(await(people.filter("mood__startswith", "HA").alist())).containsExactly(ann);
		assertThat(await(people.filter("twin", ann.twin()).alist())).containsExactly(ann);
		assertThat(await(people.filter("twin__in", List.of(ann.id(), ann.twin())).valuesList(Person::twin).alist()))
			.containsExactly(ann.twin());
		assertThat(await(people.filter("id", f("twin")).acount())).isZero();
		assertThat(await(people.aupdateOrCreate(kw("id", ann.id()), defaults("mood", Mood.SAD, "tags", List.of("y"))))
			.object()).isEqualTo(new Person(ann.id(), Mood.SAD, ann.twin(), ann.notes(), List.of("y")));
		assertThat(await(people.filter("mood", Mood.SAD).aupdate(kw("mood", Mood.HAPPY)))).isEqualTo(2);
		assertThat(await(people.filter("id__in", List.of(ann.id(), bob.id())).adelete()).count()).isEqualTo(2);
	}

	@Test
	void documentsInColumnsWithoutEqualityAreLookedUp() {
		People people = open(TestDatabase.POSTGRESQL, "UTC", Person.class, "person", "id", "uuid primary key", "mood",
				"varchar(10)", "twin", "uuid", "notes", "json", "tags", "text")
			.repository(People.class);
		Person ann = new Person(UUID.randomUUID(), Mood.HAPPY, null, Map.of("a", 1, "b", "x"), List.of("x"));

		await(people.acreate(ann));

		assertThat(await(people.filter("notes", Map.of("b", "x", "a", 1)).alist())).containsExactly(ann);
		assertThat(await(people.filter("notes__a", 1).filter("notes__b", "x").alist())).containsExactly(ann);
		assertThat(await(people.filter("notes__has_key", "a").filter("tags__contains", List.of("x")).acount()))
			.isEqualTo(1);
		assertThat(await(people.filter("tags", List.of("x")).orderBy("notes").distinct().acount())).isEqualTo(1);
		assertThat(await(people.valuesList("notes").alist())).hasSize(1);
		assertThat(await(people.union(people.all()).alist())).hasSize(1);
		assertThat(await(people.aupdate(kw("notes", f("notes"))))).isEqualTo(1);
		assertThat(await(people.araw())).hasSize(1);
	}

	private AsyncOrm open(TestDatabase database, String zone, Class<?> model, String table, String... columns) {
		this.existing.create(database);
		JdbcTemplate jdbc = this.existing.jdbc();
		if (database == TestDatabase.POSTGRESQL) {
			jdbc.execute("create type mood as enum ('SAD', 'HAPPY')");
		}
		StringBuilder ddl = new StringBuilder("create table " + name(table) + " (");
		for (int i = 0; i < columns.length; i += 2) {
			ddl.append((i > 0) ? ", " : "").append(name(columns[i])).append(" ").append(columns[i + 1]);
		}
		jdbc.execute(ddl.append(")").toString());
		return this.existing.open((orm) -> orm.timeZone(ZoneId.of(zone)).models(model));
	}

	private String name(String name) {
		return this.existing.name(name);
	}

	enum Mood {

		SAD, HAPPY

	}

	/**
	 * Has points in time.
	 */
	@Model
	public record Moment(@PrimaryKey Instant key, Instant point) {
	}

	/**
	 * Has local times.
	 */
	@Model
	public record Appointment(@PrimaryKey LocalDateTime at, LocalDate day, LocalDate begin) {
	}

	/**
	 * Has numbers, each of another kind than its column.
	 */
	@Model
	public record Numeric(@PrimaryKey Long id, Integer small, BigInteger whole, Double ratio, BigDecimal exact,
			Float narrow) {
	}

	/**
	 * Has values that databases hold in several ways.
	 */
	@Model
	public record Person(@PrimaryKey UUID id, Mood mood, @Nullable UUID twin, @Json Map<String, Object> notes,
			@Json List<String> tags) {
	}

	interface Moments extends AsyncRepository<Moment, Instant> {

	}

	interface Appointments extends AsyncRepository<Appointment, LocalDateTime> {

	}

	interface Numbers extends AsyncRepository<Numeric, Long> {

	}

	interface People extends AsyncRepository<Person, UUID> {

		@Query("select * from person")
		CompletableFuture<List<Person>> araw();

	}

}
