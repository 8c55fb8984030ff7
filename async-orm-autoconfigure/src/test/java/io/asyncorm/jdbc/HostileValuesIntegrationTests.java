package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.asyncorm.dialect.UnsupportedFeatureException;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.TextFunctions;
import io.asyncorm.model.Column;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the worst values of each type cost nothing and fail clearly, wherever a
 * value, name or size is given: in lookups, new values, JSON documents, SQL of the user.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class HostileValuesIntegrationTests {

	private static final List<String> LOOKUPS = List.of("", "__gt", "__lte", "__in", "__range");

	@Parameter
	TestDatabase database;

	private WriteDatabase things;

	@BeforeEach
	void create() {
		this.things = new WriteDatabase(this.database, Thing.class);
		this.things.writes(Thing.class).create(kw("title", "?").and("pages", 0).and("price", 1).and("exact", 1)).join();
	}

	@AfterEach
	void close() {
		this.things.close();
	}

	@Test
	@Timeout(value = 2, unit = TimeUnit.MINUTES)
	void lookupsTakeTheWorstNumbersAtOnce() {
		SoftAssertions softly = new SoftAssertions();
		for (Object number : worstNumbers()) {
			for (String field : List.of("pages", "small", "large", "exact", "price", "ratio", "title", "huge", "uid",
					"active", "meta", "meta__a", "length", "day", "id")) {
				LOOKUPS.forEach((lookup) -> softly.check(() -> tolerable(field + lookup, number)));
			}
		}
		softly.assertAll();
	}

	@Test
	@Timeout(value = 2, unit = TimeUnit.MINUTES)
	void lookupsTakeTheWorstTextsAtOnce() {
		SoftAssertions softly = new SoftAssertions();
		for (String text : worstTexts()) {
			for (String field : List.of("pages", "exact", "ratio", "huge", "uid", "active", "length", "day", "at",
					"moment", "clock", "level", "id")) {
				LOOKUPS.forEach((lookup) -> softly.check(() -> tolerable(field + lookup, text)));
			}
		}
		softly.assertAll();
	}

	@Test
	@Timeout(value = 2, unit = TimeUnit.MINUTES)
	void newValuesTakeTheWorstAtOnce() {
		SoftAssertions softly = new SoftAssertions();
		List<Object> worst = new ArrayList<>(worstNumbers());
		worst.addAll(worstTexts());
		for (Object value : worst) {
			for (String field : List.of("pages", "exact", "price", "ratio", "huge", "uid", "length", "day", "at",
					"level")) {
				softly.check(
						() -> assertThatCode(() -> this.things.all(Thing.class).none().aupdate(kw(field, value)).join())
							.satisfiesAnyOf((failure) -> assertThat(failure).isNull(),
									(failure) -> assertThat(failure).isInstanceOf(InvalidValueException.class)));
			}
		}
		softly.assertAll();
	}

	@Test
	void numbersThatTheDatabaseWouldChangeAreRefused() {
		for (String number : List.of("1e131072", "1e1000000", "1e-16384", "1e-1000000000")) {
			refused(() -> all().aupdate(kw("exact", new BigDecimal(number))).join());
			refused(() -> all().filter("exact__gt", new BigDecimal(number)).acount().join());
			refused(() -> all().filter("exact__in", List.of(new BigDecimal(number))).acount().join());
			refused(() -> all().annotate("x", Functions.value(new BigDecimal(number))).values("x").alist().join());
			refused(() -> all().raw("select * from " + table() + " where 1 = ?", new BigDecimal(number))
				.alist()
				.join());
		}
		refused(() -> all().aupdate(kw("price", "1.005")).join());
		refused(() -> all().aupdate(kw("single", 1e300)).join());
		refused(() -> all().aupdate(kw("ratio", new BigDecimal("0.1000000000000000055"))).join());
		all().aupdate(kw("price", "1.500")).join();
		assertThat(all().filter("price", "1.5").acount().join()).isEqualTo(1);
	}

	@Test
	void integersAreComparedWithNumbersOfAnyMagnitude() {
		assertThat(all().filter("pages__lt", new BigDecimal("1e2000000000")).acount().join()).isEqualTo(1);
		assertThat(all().filter("pages__gt", new BigDecimal("1e2000000000")).acount().join()).isZero();
		assertThat(all().filter("pages__gt", new BigDecimal("-1e2000000000")).acount().join()).isEqualTo(1);
		assertThat(all().filter("pages__gte", new BigDecimal("1e-2000000000")).acount().join()).isZero();
		assertThat(all().filter("pages__lt", new BigDecimal("1e-2000000000")).acount().join()).isEqualTo(1);
		assertThat(all().filter("pages__gte", new BigDecimal("0." + "0".repeat(100))).acount().join()).isEqualTo(1);
	}

	@Test
	void halfCharactersAreRefusedEverywhere() {
		String half = "a\ud800";
		for (String text : List.of(half, "\udc00b", "\ud800\ud800\udc00")) {
			refused(() -> all().filter("title", text).acount().join());
			refused(() -> all().filter("title__in", List.of(text)).acount().join());
			refused(() -> all().filter("title__icontains", text).acount().join());
			refused(() -> all().filter("title__regex", text).acount().join());
			refused(() -> all().aupdate(kw("title", text)).join());
			refused(() -> all().aupdate(kw("meta", Map.of("a", text))).join());
			refused(() -> all().aupdate(kw("meta", Map.of(text, 1))).join());
			refused(() -> all().filter("meta__a", text).acount().join());
			refused(() -> all().filter("meta__" + text, 1).acount().join());
			refused(() -> all().annotate("x", TextFunctions.concat(f("title"), Functions.value(text)))
				.values("x")
				.alist()
				.join());
			refused(() -> all().raw("select * from " + table() + " where " + title() + " = ?", text).alist().join());
		}
		assertThat(all().filter("title", "\ud83d\ude00").acount().join()).isZero();
		assertThat(all().filter("title", "?").acount().join()).isEqualTo(1);
	}

	@Test
	void textsThatTheDatabaseCannotStoreAreInvalidValues() {
		if (this.database == TestDatabase.POSTGRESQL) {
			refused(() -> all().filter("title", "\0").acount().join());
			refused(() -> all().aupdate(kw("title", "\0")).join());
			refused(() -> all().aupdate(kw("meta", Map.of("a", "\0"))).join());
		}
		refused(() -> all().filter("title__regex", "(").acount().join());
	}

	@Test
	void timesAreFoundByTheValueThatWasStored() {
		Instant at = Instant.parse("2026-01-31T10:00:00.123456789Z");
		LocalDateTime moment = LocalDateTime.of(2026, 1, 31, 10, 0, 0, 999_999_999);
		LocalTime clock = LocalTime.of(23, 59, 59, 999_999_999);
		Duration length = Duration.ofSeconds(1, 999_999_999);

		Thing made = this.things.writes(Thing.class)
			.create(kw("title", "time").and("at", at).and("moment", moment).and("clock", clock).and("length", length))
			.join();

		assertThat(made.at()).isEqualTo(Instant.parse("2026-01-31T10:00:00.123456Z"));
		assertThat(made.moment()).isEqualTo(moment.withNano(999_999_000));
		assertThat(made.clock()).isEqualTo(clock.withNano(999_999_000));
		assertThat(made.length()).isEqualTo(Duration.ofSeconds(1, 999_999_000));
		for (Map.Entry<String, Object> value : Map
			.<String, Object>of("at", at, "moment", moment, "clock", clock, "length", length)
			.entrySet()) {
			assertThat(all().filter(value.getKey(), value.getValue()).acount().join()).as(value.getKey()).isEqualTo(1);
			assertThat(all().filter(value.getKey() + "__in", List.of(value.getValue())).acount().join())
				.as(value.getKey())
				.isEqualTo(1);
		}
	}

	@Test
	void extremesOfTimeNeverFailByAccident() {
		SoftAssertions softly = new SoftAssertions();
		List<Object> extremes = List.of(Instant.MAX, Instant.MIN, LocalDateTime.MAX, LocalDateTime.MIN, LocalDate.MAX,
				LocalDate.MIN, LocalDate.of(-1, 1, 1), LocalDate.of(10_000, 1, 1), LocalDateTime.of(-1, 1, 1, 0, 0),
				LocalDateTime.of(10_000, 1, 1, 0, 0), Instant.MAX.minusSeconds(1),
				Instant.parse("-0001-01-01T00:00:00Z"), Instant.parse("+10000-01-01T00:00:00Z"),
				Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MIN_VALUE), LocalTime.MAX);
		for (Object time : extremes) {
			for (String field : List.of("day", "at", "moment", "clock", "length", "at__date", "at__year")) {
				LOOKUPS.forEach((lookup) -> softly.check(() -> tolerable(field + lookup, time)));
			}
		}
		softly.assertAll();
	}

	@Test
	void infinityAndDistantYearsAreValues() {
		TestDatabase.require(this.database == TestDatabase.POSTGRESQL, "others have no infinity");
		for (Instant at : List.of(Instant.MAX, Instant.MIN, Instant.parse("-0001-01-01T00:00:00Z"),
				Instant.parse("+10000-01-01T00:00:00Z"))) {
			all().aupdate(kw("at", at)).join();
			assertThat(all().aget().join().at()).isEqualTo(at);
			assertThat(all().filter("at", at).acount().join()).isEqualTo(1);
			assertThat(all().filter("at__in", List.of(at)).acount().join()).as("in: " + at).isEqualTo(1);
		}
		for (LocalDate day : List.of(LocalDate.MAX, LocalDate.MIN, LocalDate.of(-1, 1, 1),
				LocalDate.of(10_000, 1, 1))) {
			all().aupdate(kw("day", day)).join();
			assertThat(all().aget().join().day()).isEqualTo(day);
			assertThat(all().filter("day__in", List.of(day)).acount().join()).as("in: " + day).isEqualTo(1);
		}
		for (LocalDateTime moment : List.of(LocalDateTime.MAX, LocalDateTime.MIN, LocalDateTime.of(-1, 1, 1, 0, 0),
				LocalDateTime.of(10_000, 1, 1, 0, 0))) {
			all().aupdate(kw("moment", moment)).join();
			assertThat(all().aget().join().moment()).isEqualTo(moment);
			assertThat(all().filter("moment__in", List.of(moment)).acount().join()).as("in: " + moment).isEqualTo(1);
		}
	}

	@Test
	@Timeout(value = 2, unit = TimeUnit.MINUTES)
	void documentsMayBeNestedAsDeepAsTheyCanBeWritten() {
		Object nested = List.of();
		for (int i = 0; i < 20_000; i++) {
			nested = (i % 2 == 0) ? List.of(nested) : Map.of("a", nested);
		}
		Object deep = nested;

		refused(() -> all().aupdate(kw("meta", Map.of("a", deep))).join());
		if (this.database != TestDatabase.H2) {
			refused(() -> all().filter("meta__a", deep).acount().join());
			refused(() -> all().filter("meta", Map.of("a", deep)).acount().join());
			refused(() -> all().filter("meta__a__in", List.of(deep)).acount().join());
		}
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> all().filter("meta" + "__a".repeat(100_000), 1));
	}

	@Test
	@Timeout(value = 2, unit = TimeUnit.MINUTES)
	void namesAreEchoedShortAndInOneLine() {
		for (String name : List.of("x".repeat(1_000_000), "x\n2026 ERROR all is lost", "a__".repeat(300_000) + "b",
				"pages__" + "y".repeat(1_000_000), "title\u202e\u0007", "__".repeat(1_000), "\ud800")) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> all().filter(name, 1))
				.satisfies((failure) -> assertThat(failure.getMessage()).hasSizeLessThan(5_000)
					.doesNotContain("\n", "\u202e", "\u0007", "\ud800", "x".repeat(200), "y".repeat(200)));
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> all().orderBy(name))
				.satisfies((failure) -> assertThat(failure.getMessage()).hasSizeLessThan(5_000).doesNotContain("\n"));
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> all().values(name))
				.satisfies((failure) -> assertThat(failure.getMessage()).hasSizeLessThan(5_000).doesNotContain("\n"));
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> all().aupdate(kw(name, 1)))
				.satisfies((failure) -> assertThat(failure.getMessage()).hasSizeLessThan(5_000).doesNotContain("\n"));
			for (ThrowingCallable call : List.<ThrowingCallable>of(() -> Functions.collate(f("title"), name + "?"),
					() -> Functions.function(name + "?", List.of(f("title"))), () -> Functions.rawSql(name + "?"),
					() -> all().raw(name + "?").alist(), () -> all().prefetchRelated(Prefetch.of(name)),
					() -> all().aaggregate(kw("x" + name.replace("__", ""), f("title"))))) {
				assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(call)
					.satisfies(
							(failure) -> assertThat(failure.getMessage()).hasSizeLessThan(5_000).doesNotContain("\n"));
			}
		}
	}

	@Test
	void floatingNumbersWithoutAFieldMayBeNotFinite() {
		for (double number : new double[] { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY }) {
			tolerable("pages", Functions.value(number));
			tolerable("exact", f("exact").times(number));
			tolerable("pages", number);
			tolerable("exact__in", List.of(number));
			tolerable("ratio__in", List.of(number));
			tolerable("title", number);
			tolerable("meta__a", number);
		}
	}

	private static List<Object> worstNumbers() {
		return List.of(new BigDecimal("1e2000000000"), new BigDecimal("-1e10000000"), new BigDecimal("1e-2000000000"),
				new BigDecimal("0e2000000000"), new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
				BigInteger.ONE.shiftLeft(10_000_000), new BigDecimal(BigInteger.ONE.shiftLeft(10_000_000)),
				new BigDecimal(BigInteger.ONE.shiftLeft(10_000_000), 3_000_000), Double.MAX_VALUE, Double.MIN_VALUE,
				Double.NaN, Float.NEGATIVE_INFINITY, Long.MIN_VALUE, new BigDecimal("1e131072"));
	}

	private static List<String> worstTexts() {
		return List.of("1e2000000000", "1e-2000000000", "9".repeat(1_000_000), "0." + "9".repeat(1_000_000),
				"}".repeat(50_000), "{".repeat(50_000), "1 sec ".repeat(1000), "1" + " ".repeat(100_000) + "x",
				"P" + "1D".repeat(50_000), "0:".repeat(50_000), "2026-01-01T00:00:00." + "1".repeat(100_000),
				"2026-01-01" + " ".repeat(100_000) + "Z1", "-".repeat(100_000), "\0", "\ud800", "9999999999 days",
				"NaN", "+999999999-12-31T23:59:59.999999999-18:00", "1".repeat(10_000) + "e9", "٣", "");
	}

	/** A lookup is answered, or refused as a bad value. */
	private void tolerable(String lookup, Object value) {
		Object given = lookup.endsWith("__in") && !(value instanceof List<?>) ? List.of(value)
				: lookup.endsWith("__range") ? List.of(value, value) : value;
		try {
			all().filter(lookup, given).acount().join();
		}
		catch (InvalidValueException ex) {
			assertThat(ex.getMessage()).hasSizeLessThan(1_000);
		}
		catch (UnsupportedFeatureException ex) {
			assertThat(this.database).as(lookup).isNotEqualTo(TestDatabase.POSTGRESQL);
		}
		catch (RuntimeException ex) {
			throw new AssertionError(lookup + " of a " + value.getClass().getSimpleName() + ": " + ex.getClass(), ex);
		}
	}

	private static void refused(ThrowingCallable call) {
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(call);
	}

	private String title() {
		return (this.database == TestDatabase.MARIADB) ? "title" : "\"title\"";
	}

	private String table() {
		return (this.database == TestDatabase.MARIADB) ? "thing" : "\"thing\"";
	}

	private QuerySet<Thing> all() {
		return this.things.all(Thing.class);
	}

	enum Level {

		LOW, HIGH

	}

	@Model
	record Thing(@Nullable Long id, String title, @Nullable Integer pages, @Nullable Short small, @Nullable Long large,
			@Nullable BigDecimal exact, @Column(precision = 10, scale = 2) @Nullable BigDecimal price,
			@Nullable Double ratio, @Nullable Float single, @Nullable BigInteger huge, @Nullable UUID uid,
			@Nullable Boolean active, @Nullable Duration length, @Nullable LocalDate day, @Nullable Instant at,
			@Nullable LocalDateTime moment, @Nullable LocalTime clock, @Nullable Level level,
			@Json @Nullable Map<String, Object> meta) {
	}

}
