package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.asyncorm.Orm;
import io.asyncorm.dialect.UnsupportedFeatureException;
import io.asyncorm.expression.Aggregates;
import io.asyncorm.expression.Cases;
import io.asyncorm.expression.DateFunctions;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.JsonFunctions;
import io.asyncorm.expression.MathFunctions;
import io.asyncorm.expression.TextFunctions;
import io.asyncorm.expression.WindowFrame;
import io.asyncorm.expression.WindowFunctions;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.query.QuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for functions and transforms on real databases: all give the same.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FunctionIntegrationTests {

	private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

	private static final Map<TestDatabase, WriteDatabase> DATABASES = new EnumMap<>(TestDatabase.class);

	@Parameter
	TestDatabase kind;

	@AfterAll
	static void close() {
		DATABASES.values().forEach(WriteDatabase::close);
		DATABASES.clear();
	}

	private WriteDatabase database() {
		return DATABASES.computeIfAbsent(this.kind, (kind) -> {
			WriteDatabase database = new WriteDatabase(kind, Concert.class, Guest.class);
			write(database);
			return database;
		});
	}

	@ParameterizedTest
	@MethodSource
	void computesTheSameEverywhere(Expr<Concert> value, @Nullable Object expected) {
		List<@Nullable Object> row = database().all(Concert.class).annotate("x", value).valuesList("x").aget().join();

		Object actual = row.get(0);
		if (expected instanceof Double number && actual instanceof Double other) {
			assertThat(other).isCloseTo(number, Offset.offset(1e-12));
		}
		else if (expected instanceof BigDecimal number && actual instanceof BigDecimal other) {
			assertThat(other).isEqualByComparingTo(number);
		}
		else {
			assertThat(actual).isEqualTo(expected);
		}
	}

	static Stream<Arguments> computesTheSameEverywhere() {
		return Stream.of(row(TextFunctions.upper(f("name")), "ÖL & WEIN"), row(TextFunctions.length(f("name")), 9),
				row(TextFunctions.left(f("name"), 2), "Öl"), row(TextFunctions.right(f("name"), 4), "Wein"),
				row(TextFunctions.lpad(f("name"), 11, "*"), "**Öl & Wein"),
				row(TextFunctions.lpad(f("name"), 14, "ab\uD83E\uDD89"), "ab\uD83E\uDD89abÖl & Wein"),
				row(TextFunctions.rpad(f("name"), 14, "ab\uD83E\uDD89"), "Öl & Weinab\uD83E\uDD89ab"),
				row(TextFunctions.rpad(f("name"), 3, "ab"), "Öl "),
				row(TextFunctions.lpad(f("name"), 11, ""), "Öl & Wein"), row(TextFunctions.strIndex(f("name"), "W"), 6),
				row(TextFunctions.repeat(f("name"), 0), ""),
				row(TextFunctions.concat(List.of(f("name"), Functions.value("/"), f("note"))), "Öl & Wein/"),
				row(TextFunctions.replace(f("name"), "&", "%"), "Öl % Wein"),
				row(TextFunctions.md5(Functions.value("a")), "0cc175b9c0f1b6a831c399e269772661"),
				row(TextFunctions.sha256(Functions.value("a")),
						"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"),
				row(TextFunctions.ord(Functions.value("A")), 65), row(TextFunctions.chr(Functions.value(65)), "A"),
				row(MathFunctions.round(f("price"), 1), new BigDecimal("12.4")),
				row(MathFunctions.power(f("guests"), Functions.value(2)), 144.0),
				row(MathFunctions.log(Functions.value(10), Functions.value(100)), 2.0),
				row(MathFunctions.mod(f("guests"), Functions.value(5)), 2.0),
				row(MathFunctions.ceil(f("price")), new BigDecimal("13")), row(f("guests").pow(2), 144),
				row(f("guests").bitXor(5), 9), row(f("guests").shiftLeft(2), 48), row(f("guests").negated(), -12),
				row(f("guests").dividedBy(5), 2), row(Functions.coalesce(f("note"), Functions.value("-")), "-"),
				row(Functions.greatest(List.of(f("guests"), Functions.<Concert>value(null), Functions.value(5))), 12),
				row(Functions.nullIf(f("guests"), Functions.value(12)), null),
				row(Functions.cast(f("guests"), String.class), "12"),
				row(Cases.when(Orm.<Concert>q("guests__gte", 10), "many").otherwise("few"), "many"),
				row(DateFunctions.extractWeekDay(f("day")), 1), row(DateFunctions.extractIsoWeekDay(f("day")), 7),
				row(DateFunctions.extractWeek(f("day")), 53), row(DateFunctions.extractIsoYear(f("day")), 2020),
				row(DateFunctions.extractQuarter(f("day")), 1), row(DateFunctions.extractSecond(f("starts")), 59),
				row(DateFunctions.extract("hour", f("starts"), NEW_YORK), 19),
				row(DateFunctions.extract("hour", f("starts"), ZoneId.of("+02:00")), 2),
				row(DateFunctions.trunc("hour", f("starts"), ZoneId.of("UTC+05:30")),
						Instant.parse("2021-01-02T23:30:00Z")),
				row(DateFunctions.truncDate(f("starts"), NEW_YORK), LocalDate.of(2021, 1, 2)),
				row(DateFunctions.truncTime(f("starts"), NEW_YORK), LocalTime.parse("19:00:59.500")),
				row(DateFunctions.trunc("month", f("starts"), NEW_YORK), Instant.parse("2021-01-01T05:00:00Z")),
				row(DateFunctions.truncWeek(f("day")), LocalDate.of(2020, 12, 28)),
				row(DateFunctions.truncHour(f("opens")), LocalTime.of(20, 0)),
				row(f("day").plus(Duration.ofHours(30)), LocalDateTime.of(2021, 1, 4, 6, 0)),
				row(f("starts").minus(Duration.ofHours(1)), Instant.parse("2021-01-02T23:00:59.500Z")),
				row(f("starts__date").minus(f("day")), Duration.ZERO),
				row(JsonFunctions.jsonObject(Map.of("n", f("guests"))), Map.of("n", 12)), row(f("meta__a__1"), "y"),
				row(WindowFunctions.<Concert>window(WindowFunctions.rowNumber()).orderBy("id"), 1L),
				row(WindowFunctions.window(Aggregates.sum(f("guests"))).orderBy("id"), 12L));
	}

	@Test
	void takesAnotherValueWhereAnAggregateHasNone() {
		Map<String, @Nullable Object> values = database().all(Concert.class)
			.filter("guests__gt", 1000)
			.aaggregate(Orm.kw("sum", Aggregates.sum(f("guests")).orElse(0), "average",
					Aggregates.avg(f("guests")).orElse(1), "none", Aggregates.max(f("guests"))))
			.join();

		assertThat(values).containsEntry("sum", 0L).containsEntry("average", 1.0).containsEntry("none", null);
	}

	@Test
	void joinsTextsInOrder() {
		Map<String, @Nullable Object> values = database().all(Guest.class)
			.aaggregate(Orm.kw("all", Aggregates.<Guest>stringAgg(Orm.f("name"), "; ").orderBy("-age", "name"),
					"distinct", Aggregates.<Guest>stringAgg(Orm.f("name"), "'").distinct().orderBy("name"), "none",
					Aggregates.<Guest>stringAgg(Orm.f("name"), "").filter(Orm.q("age__gt", 90)).orElse("nobody"),
					"unknown", Aggregates.<Guest>stringAgg(Orm.f("name"), "").filter(Orm.q("age__gt", 90))))
			.join();

		assertThat(values).containsEntry("all", "Ann; Bob; Cid; Ann")
			.containsEntry("distinct", "Ann'Bob'Cid")
			.containsEntry("none", "nobody")
			.containsEntry("unknown", null);
	}

	@Test
	void aggregatesBitsAndAnyValue() {
		Map<String, @Nullable Object> values = database().all(Guest.class)
			.aaggregate(Orm.kw("and", Aggregates.<Guest>bitAnd(Orm.f("age")), "or",
					Aggregates.<Guest>bitOr(Orm.f("age")), "xor", Aggregates.<Guest>bitXor(Orm.f("age")), "any",
					Aggregates.<Guest>anyValue(Orm.f("age")).filter(Orm.q("name", "Bob"))))
			.join();

		assertThat(values).containsEntry("and", 7 & 6 & 5 & 3)
			.containsEntry("or", 7 | 6 | 5 | 3)
			.containsEntry("xor", 7 ^ 6 ^ 5 ^ 3)
			.containsEntry("any", 6);
	}

	@Test
	void countsTheGroupsThatAValueBesideAnAggregateMakes() {
		Expr<Guest> beside = Aggregates.<Guest>count(Orm.f("id")).plus(Orm.<Guest>f("age"));

		assertThat(database().all(Guest.class).values("name").acount().join()).isEqualTo(4);
		assertThat(database().all(Guest.class).values("name").annotate("n", Orm.count("id")).acount().join())
			.isEqualTo(3);
		assertThat(database().all(Guest.class).values("name").annotate("n", beside).acount().join()).isEqualTo(4);
	}

	@Test
	void countsAndAggregatesTheRowsThatAConditionOnAWindowLeaves() {
		QuerySet<Guest> older = database().all(Guest.class)
			.filter("age__gt", WindowFunctions.window(WindowFunctions.<Guest>rowNumber()).orderBy("id"));

		assertThat(older.acount().join()).isEqualTo(3);
		assertThat(older.aexists().join()).isTrue();
		// As in Django, rows are numbered once other conditions have left some out
		assertThat(older.filter("name", "Ann").acount().join()).isEqualTo(2);
		assertThat(older.aaggregate(Orm.kw("sum", Orm.sum("age"), "n", Orm.count("id"))).join())
			.containsEntry("sum", 18L)
			.containsEntry("n", 3L);
		assertThat(older.orderBy("-id").slice(0, 2).acount().join()).isEqualTo(2);
		assertThat(database().all(Guest.class)
			.exclude("age__gt", WindowFunctions.window(WindowFunctions.<Guest>rowNumber()).orderBy("id"))
			.acount()
			.join()).isEqualTo(1);
	}

	@Test
	void leavesRowsOutOfFrames() {
		TestDatabase.require(this.kind != TestDatabase.MARIADB, "MariaDB has no such frames");
		WindowFrame neighbours = WindowFrame.rows(-1, 1).excluding(WindowFrame.Exclusion.CURRENT_ROW);
		Expr<Guest> sum = WindowFunctions.window(Aggregates.<Guest>sum(Orm.f("age"))).orderBy("id").frame(neighbours);
		Expr<Guest> before = WindowFunctions.window(Aggregates.<Guest>sum(Orm.f("age")).orElse(0))
			.orderBy("id")
			.frame(WindowFrame.rows(-2, -1));

		assertThat(database().all(Guest.class)
			.orderBy("id")
			.annotate("sum", sum)
			.annotate("before", before)
			.valuesList("sum", "before")
			.alist()
			.join()).containsExactly(List.of(6L, 0L), List.of(12L, 7L), List.of(9L, 13L), List.of(5L, 11L));
	}

	@Test
	void makesUuids() {
		List<List<@Nullable Object>> rows = database().all(Guest.class)
			.annotate("four", Functions.uuid4())
			.annotate("seven", Functions.uuid7())
			.valuesList("four", "seven")
			.alist()
			.join();

		assertThat(rows).hasSize(4).doesNotHaveDuplicates().allSatisfy((row) -> {
			assertThat(row.get(0)).isInstanceOfSatisfying(UUID.class,
					(uuid) -> assertThat(uuid.version()).isEqualTo(4));
			assertThat(row.get(1)).isInstanceOfSatisfying(UUID.class,
					(uuid) -> assertThat(uuid.version()).isEqualTo(7));
		});
	}

	@Test
	void comparesByACollationWhereTheDatabaseHasThem() {
		Callable<List<String>> names = () -> database().all(Guest.class)
			.filter("name__lt", Functions.collate(Functions.value("B"), "C"))
			.orderBy(Functions.collate(Orm.<Guest>f("name"), "C").asc())
			.valuesList("name", String.class)
			.alist()
			.join();

		if (this.kind != TestDatabase.POSTGRESQL) {
			assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(names::call)
				.withMessageContaining(" has no collation");
		}
		else {
			assertThat(names).satisfies((call) -> assertThat(call.call()).containsExactly("Ann", "Ann"));
		}
	}

	@Test
	void findsByTransforms() {
		for (Map.Entry<String, Object> lookup : Map
			.<String, Object>ofEntries(Map.entry("day__year", 2021), Map.entry("day__week_day", 1),
					Map.entry("starts__year__lte", 2021), Map.entry("starts__hour", 0),
					Map.entry("starts__date", LocalDate.of(2021, 1, 3)), Map.entry("name__regex", "^Ö.*n$"),
					Map.entry("name__iregex", "wein"), Map.entry("meta__a__0", "x"), Map.entry("meta__n", 5),
					Map.entry("name__startswith", TextFunctions.left(f("name"), 2)),
					Map.entry("guests__in", List.of(Orm.<Concert>f("guests"), 3)))
			.entrySet()) {
			assertThat(database().all(Concert.class).filter(lookup.getKey(), lookup.getValue()).acount().join())
				.as(lookup.getKey())
				.isEqualTo(1);
		}
	}

	private static void write(WriteDatabase database) {
		Concert concert = new Concert(null, "Öl & Wein", null, 12, new BigDecimal("12.35"), LocalDate.of(2021, 1, 3),
				Instant.parse("2021-01-03T00:00:59.500Z"), LocalTime.of(20, 15),
				Map.of("a", List.of("x", "y"), "n", 5));
		database.writes(Concert.class).create(concert).join();
		for (Guest guest : List.of(new Guest(null, "Ann", 7), new Guest(null, "Bob", 6), new Guest(null, "Cid", 5),
				new Guest(null, "Ann", 3))) {
			database.writes(Guest.class).create(guest).join();
		}
	}

	private static Expr<Concert> f(String name) {
		return Orm.f(name);
	}

	private static Arguments row(Expr<Concert> value, @Nullable Object expected) {
		return Arguments.of(value, expected);
	}

	@Model
	record Guest(@Nullable Long id, String name, @Nullable Integer age) {
	}

	@Model
	record Concert(@Nullable Long id, String name, @Nullable String note, @Nullable Integer guests, BigDecimal price,
			LocalDate day, Instant starts, LocalTime opens, @Json @Nullable Object meta) {
	}

}
