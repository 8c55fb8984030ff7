package io.asyncorm.arrays;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.arrays.RangeModels.AllRanges;
import io.asyncorm.arrays.RangeModels.Event;
import io.asyncorm.arrays.RangeModels.Events;
import io.asyncorm.arrays.RangeModels.Ranges;
import io.asyncorm.arrays.RangeModels.Wrong;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.Range;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Properties that are ranges.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RangeColumnsIntegrationTests {

	private static final int MANY = 1_500;

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(3);

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.models(Event.class, Ranges.class)
		.schemaAction(SchemaAction.CREATE)
		.build();

	private final Events events = this.orm.repository(Events.class);

	private final JdbcClient jdbc = JdbcClient.create(this.pool);

	@AfterEach
	void clear() {
		this.jdbc.sql("delete from event").update();
	}

	@AfterAll
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void everyTypeOfRangeComesBackAsItWasStored() {
		AllRanges all = this.orm.repository(AllRanges.class);
		Instant instant = Instant.parse("2026-03-29T01:30:00.123456Z");
		Ranges given = new Ranges(null, Range.of(-1, 5), Range.atLeast(Long.MAX_VALUE - 1),
				Range.closed(new BigDecimal("1.50"), new BigDecimal("2.25")),
				Range.of(LocalDate.of(2024, 2, 29), LocalDate.of(2024, 3, 1)),
				Range.open(LocalDateTime.of(2026, 3, 29, 2, 30), LocalDateTime.of(2026, 3, 29, 3, 0, 0, 1_000)),
				Range.closed(instant, instant.plusSeconds(1)));

		Ranges created = await(all.acreate(given));
		Ranges found = await(all.aget(created.id()));

		assertThat(found).isEqualTo(created);
		assertThat(found).usingRecursiveComparison().ignoringFields("id").isEqualTo(given);
	}

	@Test
	void rangesWithoutEndsAndWithoutValuesComeBack() {
		List<Event> created = await(this.events.abulkCreate(List.of(Event.of("all", Range.all()),
				Event.of("none", Range.none()), Event.of("below", Range.lessThan(3)),
				Event.of("closed", Range.closed(1, 3)), Event.of("same", Range.of(2, 2)))));

		assertThat(created).extracting(Event::ages)
			.containsExactly(Range.all(), Range.none(), Range.lessThan(3), Range.of(1, 4), Range.none());
		assertThat(await(this.events.orderBy("id").alist())).isEqualTo(created);
	}

	@Test
	void manyObjectsKeepTheirOwnRanges() {
		Instant start = Instant.parse("2026-01-01T00:00:00Z");
		List<Event> given = IntStream.range(0, MANY)
			.mapToObj((i) -> new Event(null, "e" + i, Range.of(i, i + 2),
					(i % 2 == 0) ? Range.of(start, start.plus(i + 1, ChronoUnit.HOURS)) : null, i))
			.toList();

		List<Event> created = await(this.events.abulkCreate(given));
		List<Event> moved = created.subList(0, 3)
			.stream()
			.map((event) -> new Event(event.id(), event.name(), Range.of(7, 8), null, 0))
			.toList();
		await(this.events.abulkUpdate(moved, "ages", "during", "age"));

		assertThat(created).usingRecursiveComparison().ignoringFields("id").isEqualTo(given);
		assertThat(await(this.events.orderBy("id").slice(0, 3).alist())).isEqualTo(moved);
	}

	@Test
	void upsertsAndUpdatesWriteRanges() {
		UpdateOrCreate<Event> first = await(
				this.events.aupdateOrCreate(kw("name", "a"), defaults("ages", Range.of(1, 3), "age", 1)));
		UpdateOrCreate<Event> second = await(
				this.events.aupdateOrCreate(kw("name", "a"), defaults("ages", Range.of(4, 6))));
		await(this.events.filter("name", "a").aupdate(set(Event::ages).to(Range.closed(8, 8))));

		assertThat(first.created()).isTrue();
		assertThat(second.object().ages()).isEqualTo(Range.of(4, 6));
		assertThat(await(this.events.filter("ages", Range.of(8, 9)).acount())).isEqualTo(1);
	}

	@Test
	void rangesAreValuesOfMapsAndRecords() {
		record Aged(String name, Range<Integer> ages) {
		}
		await(this.events.acreate(Event.of("a", Range.of(1, 3))));

		assertThat(await(this.events.values("name", "ages").alist()))
			.containsExactly(Map.of("name", "a", "ages", Range.of(1, 3)));
		assertThat(await(this.events.values(Aged.class).alist())).containsExactly(new Aged("a", Range.of(1, 3)));
		assertThat(
				await(this.events.annotate("start", f("ages__startswith")).valuesList("start", Integer.class).alist()))
			.containsExactly(1);
	}

	@Test
	void theFirstAndTheLastTimesComeBackInEveryZone() {
		AllRanges all = this.orm.repository(AllRanges.class);
		Range<Instant> instants = Range.closed(Instant.parse("0001-01-01T00:00:00Z"),
				Instant.parse("9999-12-31T23:59:59Z"));
		Range<LocalDateTime> times = Range.closed(LocalDateTime.of(1, 1, 1, 0, 0),
				LocalDateTime.of(9999, 12, 31, 23, 59, 59));
		Ranges given = new Ranges(null, Range.of(1, 5), Range.of(1L, 5L), Range.all(),
				Range.closed(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31)), times, instants);

		Ranges created = await(all.acreate(given));
		Ranges saved = await(all.asave(created));
		List<Range<Instant>> read = Stream.of("Asia/Tokyo", "America/New_York")
			.map((zone) -> instantsReadIn(zone, created.id()))
			.toList();

		assertThat(saved.days()).isEqualTo(Range.of(LocalDate.of(1, 1, 1), LocalDate.of(10_000, 1, 1)));
		assertThat(saved.dateTimes()).isEqualTo(times);
		assertThat(read).containsExactly(instants, instants);
	}

	private Range<Instant> instantsReadIn(String zone, @Nullable Long id) {
		HikariConfig config = new HikariConfig();
		this.pool.copyStateTo(config);
		config.setPoolName(null);
		config.setConnectionInitSql("set time zone '" + zone + "'");
		try (HikariDataSource other = new HikariDataSource(config);
				AsyncOrm there = AsyncOrm.builder(other).models(Ranges.class).build()) {
			return await(there.repository(AllRanges.class).aget(id)).instants();
		}
	}

	@Test
	void timesOfAllYearsThatColumnsHoldAreEnds() {
		AllRanges all = this.orm.repository(AllRanges.class);
		LocalDate ides = LocalDate.of(-43, 3, 15);
		Ranges given = new Ranges(null, Range.of(1, 5), Range.of(1L, 5L), Range.all(),
				Range.of(ides, LocalDate.of(12_026, 1, 1)),
				Range.closed(LocalDateTime.of(0, 2, 29, 23, 59, 59, 123_456_000), LocalDateTime.of(10_000, 1, 1, 0, 0)),
				Range.closed(Instant.parse("-4712-01-01T00:00:00Z"), Instant.parse("+294276-12-31T23:59:59.999999Z")));

		Ranges created = await(all.acreate(given));
		List<Range<Instant>> read = Stream.of("Asia/Tokyo", "Europe/Berlin")
			.map((zone) -> instantsReadIn(zone, created.id()))
			.toList();

		assertThat(created).usingRecursiveComparison().ignoringFields("id").isEqualTo(given);
		assertThat(read).containsExactly(given.instants(), given.instants());
		assertThat(await(all.filter("days__contains", ides).acount())).isEqualTo(1);
		assertThat(await(all.filter("days", given.days()).acount())).isEqualTo(1);
		assertThat(await(all.filter("days__startswith", ides).acount())).isEqualTo(1);
		assertThat(this.jdbc.sql("select days::text || ' ' || date_times::text from ranges where id = ?")
			.param(created.id())
			.query(String.class)
			.single())
			.isEqualTo("[\"0044-03-15 BC\",12026-01-01)"
					+ " [\"0001-02-29 23:59:59.123456 BC\",\"10000-01-01 00:00:00\"]");
	}

	@Test
	void timesThatNoColumnHoldsAreRefused() {
		Range<Instant> distant = Range.of(Instant.EPOCH, Instant.parse("+294277-01-01T00:00:00Z"));

		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(this.events.acreate(new Event(null, "a", Range.all(), distant, 0))))
			.withMessageContaining("'Event.during': The date or time is beyond those that columns can hold");
	}

	@Test
	void aRangeOfOtherValuesAndAnotherColumnAreFaults() {
		this.jdbc
			.sql("create table other_event (id bigint primary key, name text, ages int8range, during text,"
					+ " age integer)")
			.update();

		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> AsyncOrm.builder(this.pool).models(Wrong.class).build())
			.withMessageContaining("declare a Range of Integer, Long, BigDecimal");
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> AsyncOrm.builder(this.pool).models(OtherEvent.class).build())
			.withMessageContaining("the column 'ages' of 'other_event' is a 'int8range', which cannot hold every"
					+ " 'Range<Integer>'");
	}

	@ParameterizedTest
	@EnumSource(value = TestDatabase.class, names = { "H2", "MARIADB" })
	void aDatabaseWithoutRangesIsRefusedWithAdvice(TestDatabase database) {
		try (HikariDataSource other = database.create(1)) {
			for (SchemaAction action : List.of(SchemaAction.NONE, SchemaAction.CREATE)) {
				assertThatExceptionOfType(ModelDefinitionException.class)
					.isThrownBy(() -> AsyncOrm.builder(other).models(Event.class).schemaAction(action).build())
					.withMessageContaining("property 'ages': ")
					.withMessageContaining("has no columns that hold ranges; declare the ends as two properties");
			}
		}
	}

	@io.asyncorm.model.Model
	record OtherEvent(Long id, String name, Range<Integer> ages) {
	}

}
