package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.asyncorm.Orm;
import io.asyncorm.dialect.UnsupportedFeatureException;
import io.asyncorm.expression.Aggregates;
import io.asyncorm.expression.DateFunctions;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.JsonFunctions;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.WindowFrame;
import io.asyncorm.expression.WindowFunctions;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.query.QuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for what databases would give differently by themselves: they give the same, or
 * say what they have not got.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SameValuesIntegrationTests {

	private static final Set<String> MISSING_ON_MARIADB = Set.of("order of JSON documents", "form of JSON documents",
			"form of lengths", "length of time", "condition on a window in a subquery");

	private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

	private static final Instant SECOND_TIME = Instant.parse("2021-11-07T06:30:00.000001Z");

	private static final Map<TestDatabase, WriteDatabase> DATABASES = new EnumMap<>(TestDatabase.class);

	@Parameter
	TestDatabase kind;

	@AfterAll
	static void close() {
		DATABASES.values().forEach(WriteDatabase::close);
		DATABASES.clear();
	}

	private QuerySet<Sample> samples() {
		return DATABASES.computeIfAbsent(this.kind, SameValuesIntegrationTests::create).all(Sample.class);
	}

	private static WriteDatabase create(TestDatabase kind) {
		WriteDatabase database = new WriteDatabase(kind, Sample.class);
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("n", 3);
		document.put("b", List.of("x"));
		List<Object> documents = List.of(document, Map.of("n", 3.0), 7);
		for (int i = 0; i < documents.size(); i++) {
			database.writes(Sample.class)
				.create(new Sample(null, "ABCD a" + i + ((i == 2) ? " weiße ﬁx" : ""), 4000000000000L + i, i + 0.5,
						i % 2 == 0, SECOND_TIME, Duration.ofNanos(i * i * 1000L), LocalTime.of(9, i), documents.get(i)))
				.join();
		}
		return database;
	}

	@Test
	void sumsLongsAsLongsAndKeysAsDecimals() {
		Map<String, @Nullable Object> sums = samples()
			.aaggregate(Orm.kw("longs", Orm.sum("big"), "keys", Orm.sum("id"), "calculated",
					Aggregates.<Sample>sum(f("id")).plus(1), "cut", Aggregates.<Sample>sum(f("big")).dividedBy(2)))
			.join();

		assertThat(sums).containsEntry("longs", 12000000000003L)
			.containsEntry("keys", new BigDecimal(6))
			.containsEntry("calculated", 7L)
			.containsEntry("cut", 6000000000001L);
	}

	@Test
	void sumsSlicedKeysAsDecimals() {
		Map<String, @Nullable Object> sums = samples().orderBy("id")
			.slice(0, 2)
			.aaggregate(Orm.kw("keys", Orm.sum("id"), "longs", Orm.sum("big")))
			.join();

		assertThat(sums).containsEntry("keys", new BigDecimal(3)).containsEntry("longs", 8000000000001L);
	}

	@Test
	void averagesLongsWithAllTheirDigits() {
		Expr<Sample> squares = f("id").times(Orm.<Sample>f("id"));

		assertThat(samples().aaggregate(Orm.kw("x", Aggregates.avg(squares))).join().get("x"))
			.isInstanceOfSatisfying(Double.class, (average) -> assertThat(average).isCloseTo(14 / 3.0, offset(1e-14)));
	}

	@Test
	void averagesLengthsOfTimeToMicroseconds() {
		assertThat(samples().aaggregate(Orm.kw("x", Orm.avg("length"))).join()).containsEntry("x",
				Duration.ofNanos(2000));
	}

	@Test
	void addsTimesOfDayUpToLengths() {
		assertThat(samples().aaggregate(Orm.kw("sum", Orm.sum("opens"), "average", Orm.avg("opens"))).join())
			.containsEntry("sum", Duration.ofMinutes(27 * 60 + 3))
			.containsEntry("average", Duration.ofMinutes(9 * 60 + 1));
	}

	@Test
	void cutsAPointInTimeToTheFirstOfTwoEqualHours() {
		Expr<Sample> hour = DateFunctions.trunc("hour", f("at"), NEW_YORK);

		assertThat(samples().annotate("hour", hour).distinct().valuesList("hour", Instant.class).alist().join())
			.containsExactly(Instant.parse("2021-11-07T05:00:00Z"));
	}

	@Test
	void leavesFramesOfPlacesAside() {
		Expr<Sample> place = WindowFunctions.<Sample>window(WindowFunctions.rowNumber())
			.orderBy("-id")
			.frame(WindowFrame.rows(null, 0));

		assertThat(samples().annotate("place", place).orderBy("id").valuesList("place", Long.class).alist().join())
			.containsExactly(3L, 2L, 1L);
	}

	@Test
	void aggregatesNothingWhereTheFilterNeverHolds() {
		assertThat(samples().aaggregate(Orm.kw("number", Orm.<Sample>count("id").filter(never()))).join())
			.containsEntry("number", 0L);
		assertThat(samples().aaggregate(Orm.kw("sum", Orm.<Sample>sum("big").filter(never()))).join())
			.containsEntry("sum", null);
		assertThat(samples().aaggregate(Orm.kw("least", Orm.<Sample>min("id").filter(never()))).join())
			.containsEntry("least", null);
	}

	@ParameterizedTest
	@MethodSource
	void castsTheSameEverywhere(Expr<Sample> value, List<Object> expected) {
		assertThat(samples().annotate("x", value).orderBy("id").valuesList("x").alist().join())
			.isEqualTo(expected.stream().map(List::of).toList());
	}

	static Stream<Arguments> castsTheSameEverywhere() {
		return Stream.of(arguments(Functions.cast(f("open"), String.class), List.of("true", "false", "true")),
				arguments(Functions.cast(f("ratio"), Integer.class), List.of(0, 2, 2)),
				arguments(Functions.cast(f("ratio").negated(), Long.class), List.of(0L, -2L, -2L)),
				arguments(Functions.cast(Functions.value("{\"a\": [1]}"), Object.class),
						List.of(Map.of("a", List.of(1)), Map.of("a", List.of(1)), Map.of("a", List.of(1)))));
	}

	@ParameterizedTest
	@MethodSource
	void findsTheSameEverywhere(String lookup, Object value, List<Long> expected) {
		assertThat(samples().filter(lookup, value).orderBy("id").valuesList("id", Long.class).alist().join())
			.isEqualTo(expected);
	}

	static Stream<Arguments> findsTheSameEverywhere() {
		return Stream.of(arguments("open__startswith", "t", List.of(1L, 3L)),
				arguments("open__regex", "^f", List.of(2L)), arguments("meta__n", 3.0, List.of(1L, 2L)),
				arguments("meta__n", 3, List.of(1L, 2L)), arguments("meta__n__in", List.of(3.0, "x"), List.of(1L, 2L)),
				arguments("meta__b", List.of("x"), List.of(1L)), arguments("meta", Map.of("n", 3.0), List.of(2L)),
				arguments("meta", 7, List.of(3L)), arguments("meta__0", 7, List.of(3L)),
				arguments("name__regex", "^[[:upper:]]{4}[[:space:]][[:lower:]]1", List.of(2L)),
				arguments("name__icontains", "ﬁX", List.of(3L)), arguments("name__icontains", "fix", List.of()),
				arguments("name__icontains", "WEISSE", List.of()), arguments("name__iendswith", "eıße ﬁx", List.of(3L)),
				arguments("name__regex", "D\\b", List.of()), arguments("name__regex", "D\\y a2", List.of(3L)),
				arguments("at", SECOND_TIME.plusNanos(100), List.of(1L, 2L, 3L)));
	}

	@Test
	void comparesNoDocumentWithWhatIsNone() {
		TestDatabase.require(this.kind != TestDatabase.MARIADB, "MariaDB takes a number for a document");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> samples().filter("meta__n", f("id")).alist().join());
	}

	@Test
	void takesTheHoursOfWhatLiesBetween() {
		TestDatabase.require(this.kind != TestDatabase.MARIADB, "MariaDB has no lengths of time with parts");
		Expr<Sample> between = DateFunctions
			.extractHour(f("at").minus(Functions.value(SECOND_TIME.minus(Duration.ofHours(30)))));

		assertThat(samples().filter("id", 1).annotate("x", between).valuesList("x", Integer.class).aget().join())
			.isEqualTo(6);
	}

	@Test
	void writesPointsInTimeIntoDocumentsWithTheirWholeOffset() {
		Object document = samples().filter("id", 1)
			.annotate("x", JsonFunctions.<Sample>jsonObject(Map.of("at", f("at"))))
			.valuesList("x", Object.class)
			.aget()
			.join();

		assertThat(document).isInstanceOfSatisfying(Map.class,
				(map) -> assertThat(OffsetDateTime.parse(String.valueOf(map.get("at"))).toInstant())
					.isEqualTo(SECOND_TIME));
	}

	@ParameterizedTest
	@MethodSource
	void saysWhatADatabaseHasNot(Question question, String missing) {
		if (this.kind == TestDatabase.H2 || this.kind == TestDatabase.MARIADB && MISSING_ON_MARIADB.contains(missing)) {
			assertThatExceptionOfType(UnsupportedFeatureException.class)
				.isThrownBy(() -> Orm.await(question.of(samples())))
				.withMessageContaining(" has no " + missing);
		}
		else {
			assertThat(question.of(samples()).join()).isNotEmpty();
		}
	}

	static Stream<Arguments> saysWhatADatabaseHasNot() {
		return Stream.of(refusal((all) -> all.orderBy("meta").alist(), "order of JSON documents"),
				refusal((all) -> all.filter("meta__gt", 5).alist(), "order of JSON documents"),
				refusal((all) -> all.filter("meta", Map.of("b", List.of("x"), "n", 3)).alist(),
						"comparison of JSON objects"),
				refusal((all) -> all.filter("meta__b__-1", "x").alist(), "position in a JSON array"),
				refusal((all) -> all.filter("meta__contains", Map.of()).alist(), "operators for the containment"),
				refusal((all) -> all.filter("meta__has_key", "n").alist(), "operators for the containment"),
				refusal((all) -> all.filter("meta__icontains", "\"N\": 3").alist(), "form of JSON documents"),
				refusal((all) -> selected(all, Functions.cast(f("meta"), String.class)), "form of JSON documents"),
				refusal((all) -> selected(all, Functions.cast(f("length"), String.class)), "form of lengths"),
				refusal((all) -> selected(all, DateFunctions.extractHour(f("length"))), "length of time"),
				refusal((all) -> all.filter(Orm.exists(all.filter("id", Orm.outerRef("id"))
					.annotate("x", WindowFunctions.<Sample>window(WindowFunctions.rowNumber()).orderBy("id"))
					.filter("x", 1L))).alist(), "condition on a window in a subquery"));
	}

	private static CompletableFuture<? extends List<?>> selected(QuerySet<Sample> all, Expr<Sample> value) {
		return all.annotate("x", value).valuesList("x").alist();
	}

	private static Arguments refusal(Question question, String missing) {
		return arguments(question, missing);
	}

	private static Q<Sample> never() {
		return Orm.q("id__in", List.of());
	}

	/** What is asked of all rows. */
	interface Question {

		CompletableFuture<? extends List<?>> of(QuerySet<Sample> all);

	}

	private static Expr<Sample> f(String name) {
		return Orm.f(name);
	}

	@Model
	record Sample(@Nullable Long id, String name, long big, double ratio, boolean open, Instant at, Duration length,
			LocalTime opens, @Json Object meta) {
	}

}
