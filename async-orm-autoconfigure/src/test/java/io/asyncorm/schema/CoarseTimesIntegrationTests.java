package io.asyncorm.schema;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.Orm;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.Version;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Times in columns that keep fewer digits than microseconds: what is stored is cut off,
 * on every way, and found by the same value.
 */
class CoarseTimesIntegrationTests extends AbstractExistingDatabaseIntegrationTests {

	private static final LocalDateTime AT = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 987_654_321);

	private static final LocalTime CLOCK = LocalTime.of(23, 59, 59, 999_999_999);

	private static final Instant POINT = Instant.parse("2026-01-02T03:04:05.987654321Z");

	private static final Meeting GIVEN = new Meeting(1L, AT, CLOCK, POINT);

	private static final String LENGTH = "interval day to second(6)";

	static Stream<Arguments> columns() {
		return Stream.of(Arguments.of(TestDatabase.POSTGRESQL, "timestamp(0)", "time(0)", "timestamptz(0)", 0),
				Arguments.of(TestDatabase.POSTGRESQL, "timestamp(3)", "time(3)", "timestamp(3)", 3),
				Arguments.of(TestDatabase.POSTGRESQL, "short_time", "time(2)", "timestamptz(2)", 2),
				Arguments.of(TestDatabase.H2, "timestamp(0)", "time(0)", "timestamp(0) with time zone", 0),
				Arguments.of(TestDatabase.H2, "timestamp(3)", "time(3)", "timestamp(3)", 3),
				Arguments.of(TestDatabase.MARIADB, "datetime", "time", "datetime", 0),
				Arguments.of(TestDatabase.MARIADB, "datetime(3)", "time(3)", "datetime(3)", 3));
	}

	@ParameterizedTest
	@MethodSource("columns")
	void timesAreFoundByTheValueThatWasStored(TestDatabase database, String moment, String clock, String point,
			int digits) {
		Meetings meetings = open(database, moment, clock, point);
		Meeting stored = new Meeting(1L, AT.withNano(cut(AT.getNano(), digits)),
				CLOCK.withNano(cut(CLOCK.getNano(), digits)),
				POINT.minusNanos(POINT.getNano() - cut(POINT.getNano(), digits)));
		for (Runnable write : List.<Runnable>of(() -> await(meetings.acreate(GIVEN)),
				() -> await(meetings.acreate(kw("id", 1, "at", AT, "clock", CLOCK, "point", POINT))),
				() -> await(meetings.abulkCreate(List.of(GIVEN, new Meeting(2L, AT.plusDays(1), null, null)))),
				() -> await(meetings.asave(GIVEN)),
				() -> await(
						meetings.aupdateOrCreate(kw("id", 1), defaults("at", AT, "clock", CLOCK).and("point", POINT))),
				() -> change(meetings, () -> await(meetings.asave(GIVEN, Orm.updateFields("at", "clock", "point")))),
				() -> change(meetings, () -> await(meetings.aupdate(kw("at", AT, "clock", CLOCK, "point", POINT)))),
				() -> change(meetings, () -> await(meetings.abulkUpdate(List.of(GIVEN), "at", "clock", "point"))),
				() -> change(meetings,
						() -> await(meetings.abulkUpdate(List.of(GIVEN),
								(meeting) -> set(Meeting::at).to(AT)
									.and(set(Meeting::clock).to(CLOCK))
									.and(set(Meeting::point).to(POINT))))))) {
			await(meetings.adelete());
			write.run();

			assertThat(await(meetings.aget(1L))).isEqualTo(stored);
			assertThat(await(meetings.filter("at", AT).filter("clock", CLOCK).filter("point", POINT).acount())).isOne();
			assertThat(await(meetings.filter("at__in", List.of(AT)).acount())).isOne();
			assertThat(await(meetings.filter("pk", 1).exclude("point", POINT).acount())).isZero();
			assertThat(await(meetings.agetOrCreate(kw("at", AT), defaults("id", 9))).created()).isFalse();
			assertThat(await(meetings.filter("pk", 1).filter("at__lt", AT).acount())).isOne();
			assertThat(await(meetings.filter("pk", 1).filter("at__gte", AT).acount())).isZero();
		}
	}

	static Stream<Arguments> lengths() {
		return Stream.of(Arguments.of(TestDatabase.POSTGRESQL, "interval(0)", 0),
				Arguments.of(TestDatabase.POSTGRESQL, "interval(3)", 3),
				Arguments.of(TestDatabase.POSTGRESQL, "interval day to second(2)", 2),
				Arguments.of(TestDatabase.POSTGRESQL, "interval", 6),
				Arguments.of(TestDatabase.H2, "interval day to second(3)", 3),
				Arguments.of(TestDatabase.MARIADB, "bigint", 6));
	}

	@ParameterizedTest
	@MethodSource("lengths")
	void lengthsOfTimeAreFoundByTheValueThatWasStored(TestDatabase database, String column, int digits) {
		Talks talks = openTalks(database, column, (database == TestDatabase.MARIADB) ? "datetime(6)" : "timestamp(6)");
		for (long sign : List.of(1, -1)) {
			Duration given = Duration.ofSeconds(3_605, 987_654_321).multipliedBy(sign);
			Duration stored = Duration.ofSeconds(3_605, cut(987_654_321, digits)).multipliedBy(sign);
			await(talks.acreate(new Talk(2 + sign, given, null)));

			assertThat(await(talks.aget(2 + sign)).length()).isEqualTo(stored);
			assertThat(await(talks.filter("length", given).acount())).isOne();
			assertThat(await(talks.filter("length__in", List.of(given)).acount())).isOne();
			await(talks.filter("length", given).aupdate(kw("length", given.plusNanos(1))));
			assertThat(await(talks.aget(2 + sign)).length()).isEqualTo(stored);
		}
	}

	@ParameterizedTest
	@MethodSource("columns")
	void versionsThatTwoUpdatesWouldShareAreRefused(TestDatabase database, String moment, String clock, String point,
			int digits) {
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> openTalks(database, (database == TestDatabase.MARIADB) ? "bigint" : LENGTH, point))
			.withMessageContaining("property 'version': the column 'version' of 'talk' keeps " + digits
					+ " digits of a second, so that updates at nearly the same time would get the same version and one be"
					+ " lost; give it six, or declare the version as a Long");
	}

	private Talks openTalks(TestDatabase database, String length, String version) {
		this.existing.create(database);
		this.existing.jdbc()
			.execute("create table %s (%s bigint primary key, %s %s null, %s %s null)".formatted(
					this.existing.name("talk"), this.existing.name("id"), this.existing.name("length"), length,
					this.existing.name("version"), version));
		return this.existing.open((orm) -> orm.models(Talk.class)).repository(Talks.class);
	}

	private static void change(Meetings meetings, Runnable write) {
		await(meetings.acreate(new Meeting(1L, null, null, null)));
		write.run();
	}

	private static int cut(int nanos, int digits) {
		int unit = (int) Math.pow(10, 9 - digits);
		return nanos - nanos % unit;
	}

	private Meetings open(TestDatabase database, String moment, String clock, String point) {
		this.existing.create(database);
		if (database == TestDatabase.POSTGRESQL) {
			this.existing.jdbc().execute("create domain short_time as timestamp(2)");
		}
		this.existing.jdbc()
			.execute("create table %s (%s bigint primary key, %s %s null, %s %s null, %s %s null)".formatted(
					this.existing.name("meeting"), this.existing.name("id"), this.existing.name("at"), moment,
					this.existing.name("clock"), clock, this.existing.name("point"), point));
		return this.existing.open((orm) -> orm.models(Meeting.class)).repository(Meetings.class);
	}

	/**
	 * Has a time of each kind.
	 */
	@Model
	public record Meeting(@PrimaryKey Long id, @Nullable LocalDateTime at, @Nullable LocalTime clock,
			@Nullable Instant point) {
	}

	/**
	 * Takes a while.
	 */
	@Model
	public record Talk(@PrimaryKey Long id, @Nullable Duration length, @Version @Nullable Instant version) {
	}

	interface Talks extends AsyncRepository<Talk, Long> {

	}

	interface Meetings extends AsyncRepository<Meeting, Long> {

	}

}
