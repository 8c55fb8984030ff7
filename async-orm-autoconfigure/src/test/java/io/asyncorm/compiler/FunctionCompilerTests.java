package io.asyncorm.compiler;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.asyncorm.Orm;
import io.asyncorm.compiler.Events.Event;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.H2Dialect;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.dialect.UnsupportedFeatureException;
import io.asyncorm.expression.Aggregates;
import io.asyncorm.expression.Cases;
import io.asyncorm.expression.DateFunctions;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.JsonFunctions;
import io.asyncorm.expression.MathFunctions;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.TextFunctions;
import io.asyncorm.expression.WindowFrame;
import io.asyncorm.expression.WindowFunctions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.asyncorm.compiler.Events.f;
import static io.asyncorm.compiler.Events.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for expressions: a table of functions, arithmetic and windows, and the SQL of
 * each.
 */
class FunctionCompilerTests {

	private final Events events = new Events(ZoneOffset.UTC);

	private final Dialect postgres = new PostgresDialect();

	private final Dialect h2 = new H2Dialect();

	@ParameterizedTest
	@MethodSource
	void compilesOnPostgres(Expr<Event> value, String sql, List<Object> binds) {
		Events.Statement statement = this.events.value(value, this.postgres);

		assertThat(statement).isEqualTo(new Events.Statement(sql, binds));
	}

	static Stream<Arguments> compilesOnPostgres() {
		return Stream.of(texts(), numbers(), alternatives(), times(), documents(), windows(), frames(), generated())
			.flatMap((all) -> all);
	}

	private static Stream<Arguments> texts() {
		return Stream.of(row(TextFunctions.lower(f("name")), "LOWER(\"event\".\"name\")"),
				row(TextFunctions.length(f("name")), "LENGTH(\"event\".\"name\")"),
				row(TextFunctions.left(f("name"), 2), "LEFT(\"event\".\"name\", ?)", 2),
				row(Orm.<Event>f("name").at(2), "SUBSTRING(\"event\".\"name\", ?, ?)", 3, 1),
				row(Orm.<Event>f("name").slice(1, 4), "SUBSTRING(\"event\".\"name\", ?, ?)", 2, 3),
				row(TextFunctions.substr(f("name"), 2, 3), "SUBSTRING(\"event\".\"name\", ?, ?)", 2, 3),
				row(TextFunctions.lpad(f("name"), 8, "*"), "LPAD(\"event\".\"name\", ?, ?)", 8, "*"),
				row(TextFunctions.replace(f("name"), "a", "'b"), "REPLACE(\"event\".\"name\", ?, ?)", "a", "'b"),
				row(TextFunctions.strIndex(f("name"), "x"), "STRPOS(\"event\".\"name\", ?)", "x"),
				row(TextFunctions.concat(List.of(f("name"), Functions.value("-"), f("name"))),
						"CONCAT(\"event\".\"name\", ?, \"event\".\"name\")", "-"),
				row(TextFunctions.md5(f("name")), "MD5(\"event\".\"name\")"),
				row(TextFunctions.sha256(f("name")), "ENCODE(SHA256(CONVERT_TO(\"event\".\"name\", 'UTF8')), 'hex')"),
				row(Functions.function("unaccent", String.class, List.of(f("name"))), "unaccent(\"event\".\"name\")"));
	}

	private static Stream<Arguments> numbers() {
		return Stream.of(
				row(MathFunctions.abs(Functions.cast(f("guests"), Long.class)),
						"ABS(CAST(\"event\".\"guests\" AS bigint))"),
				row(MathFunctions.round(f("price"), 1), "ROUND(\"event\".\"price\", ?)", 1),
				row(MathFunctions.round(f("rating")),
						"CAST(ROUND(CAST(\"event\".\"rating\" AS numeric(1000, 15)), ?) AS double precision)", 0),
				row(MathFunctions.sqrt(f("guests")), "CAST(SQRT(\"event\".\"guests\") AS double precision)"),
				row(MathFunctions.power(f("price"), Functions.value(2)), "POWER(\"event\".\"price\", ?)", 2),
				row(MathFunctions.log(Functions.value(10), f("guests")),
						"CAST(LOG(?, \"event\".\"guests\") AS double precision)", 10),
				row(MathFunctions.pi(), "CAST(PI() AS double precision)"),
				row(f("guests").pow(2), "(\"event\".\"guests\" ^ ?)", 2),
				row(f("guests").bitAnd(3).bitXor(1), "((\"event\".\"guests\" & ?) # ?)", 3, 1),
				row(f("guests").shiftLeft(2), "(\"event\".\"guests\" << ?)", 2),
				row(f("guests").negated(), "(\"event\".\"guests\" * ?)", -1), row(f("guests").times(1.1),
						"CAST((\"event\".\"guests\" * ?) AS double precision)", new BigDecimal("1.1")));
	}

	private static Stream<Arguments> alternatives() {
		return Stream.of(
				row(Functions.coalesce(f("guests"), Functions.value(0)), "COALESCE(\"event\".\"guests\", ?)", 0),
				row(Functions.greatest(List.of(f("day"), Functions.value(LocalDate.of(2020, 1, 1)))),
						"GREATEST(\"event\".\"day\", ?)", LocalDate.of(2020, 1, 1)),
				row(Functions.nullIf(f("guests"), Functions.value(1)), "NULLIF(\"event\".\"guests\", ?)", 1),
				row(Functions.cast(f("guests"), String.class, 2, 0), "CAST(\"event\".\"guests\" AS varchar(2))"),
				row(Functions.cast(f("rating"), BigDecimal.class, 6, 2), "CAST(\"event\".\"rating\" AS numeric(6, 2))"),
				row(Functions.value("x"), "CAST(? AS text)", "x"),
				row(Functions.<Event>value(null).as(Integer.class), "CAST(? AS integer)", "null"),
				row(Functions.condition(Q.of("guests__isnull", true)), "\"event\".\"guests\" IS NULL"),
				row(Cases.when(Q.<Event>of("guests__gte", 9), "long").orNull(),
						"CASE WHEN \"event\".\"guests\" >= ? THEN CAST(? AS text) ELSE NULL END", 9, "long"),
				row(Cases.when(Q.<Event>of("id__in", List.of()), 1).otherwise(2), "CAST(? AS integer)", 2));
	}

	private static Stream<Arguments> times() {
		return Stream.of(row(DateFunctions.extractYear(f("day")), "EXTRACT(YEAR FROM \"event\".\"day\")"),
				row(DateFunctions.extractWeekDay(f("day")), "((EXTRACT(ISODOW FROM \"event\".\"day\") % 7) + 1)"),
				row(DateFunctions.extractDay(f("length")), "EXTRACT(DAY FROM \"event\".\"length\")"),
				row(DateFunctions.extractHour(f("starts")),
						"EXTRACT(HOUR FROM (\"event\".\"starts\" AT TIME ZONE 'UTC'))"),
				row(DateFunctions.extract("second", f("opens")), "FLOOR(EXTRACT(SECOND FROM \"event\".\"opens\"))"),
				row(DateFunctions.truncMonth(f("day")),
						"CAST(DATE_TRUNC('month', CAST(\"event\".\"day\" AS timestamp)) AS date)"),
				row(DateFunctions.trunc("day", f("starts"), ZoneId.of("Asia/Tokyo")),
						"DATE_TRUNC('day', (\"event\".\"starts\" AT TIME ZONE 'Asia/Tokyo'))"),
				row(DateFunctions.truncDate(f("starts")), "CAST((\"event\".\"starts\" AT TIME ZONE 'UTC') AS date)"),
				row(DateFunctions.now(), "STATEMENT_TIMESTAMP()"),
				row(f("day").plus(Duration.ofDays(1)), "(\"event\".\"day\" + CAST(? AS interval))", Duration.ofDays(1)),
				row(f("starts__date").minus(f("day")),
						"(INTERVAL '1 day' * (CAST((\"event\".\"starts\" AT TIME ZONE 'UTC') AS date)"
								+ " - \"event\".\"day\"))"));
	}

	private static Stream<Arguments> documents() {
		return Stream.of(row(f("meta__a"), "(\"event\".\"meta\" -> 'a')"),
				row(f("meta__0"), "(\"event\".\"meta\" -> 0)"),
				row(f("meta__a__0__b"), "(\"event\".\"meta\" #> ARRAY['a', '0', 'b'])"),
				row(JsonFunctions.kt("meta__a"), "(\"event\".\"meta\" ->> 'a')"),
				row(JsonFunctions.jsonObject(Map.of("n", f("name"))), "JSONB_BUILD_OBJECT('n', \"event\".\"name\")"),
				row(f("meta__it's \\ {0} ? %"), "(\"event\".\"meta\" -> E'it''s \\\\ {0} ? %')"));
	}

	private static Stream<Arguments> windows() {
		return Stream.of(
				row(WindowFunctions.<Event>window(WindowFunctions.rowNumber()).orderBy("-price", "id"),
						"ROW_NUMBER() OVER (ORDER BY \"event\".\"price\" DESC, \"event\".\"id\")"),
				row(WindowFunctions.window(Aggregates.<Event>sum(f("guests")))
					.partitionBy("day")
					.orderBy(f("id").desc().nullsLast())
					.frame(WindowFrame.rows(null, 0)),
						"sum(\"event\".\"guests\") OVER (PARTITION BY \"event\".\"day\""
								+ " ORDER BY \"event\".\"id\" DESC NULLS LAST"
								+ " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"),
				row(WindowFunctions.window(WindowFunctions.<Event>lag(f("guests"), 2))
					.partitionBy(f("day"), f("id"))
					.orderBy("id"),
						"LAG(\"event\".\"guests\", ?) OVER (PARTITION BY \"event\".\"day\", \"event\".\"id\" ORDER BY \"event\".\"id\")",
						2));
	}

	private static Stream<Arguments> frames() {
		String start = "sum(\"event\".\"guests\") OVER (ORDER BY \"event\".\"id\" ROWS BETWEEN 1 PRECEDING"
				+ " AND 1 FOLLOWING EXCLUDE ";
		WindowFrame around = WindowFrame.rows(-1, 1);
		return Stream.of(row(sumOver(around.excluding(WindowFrame.Exclusion.CURRENT_ROW)), start + "CURRENT ROW)"),
				row(sumOver(around.excluding(WindowFrame.Exclusion.GROUP)), start + "GROUP)"),
				row(sumOver(around.excluding(WindowFrame.Exclusion.TIES)), start + "TIES)"),
				row(sumOver(around.excluding(WindowFrame.Exclusion.NO_OTHERS)), start + "NO OTHERS)"),
				row(WindowFunctions.window(Aggregates.<Event>sum(f("guests")).orElse(0)).orderBy("id"),
						"COALESCE(sum(\"event\".\"guests\") OVER (ORDER BY \"event\".\"id\"), ?)", 0L),
				row(WindowFunctions.window(Functions.<Event>function("my_rank", Long.class, List.of(f("id")))),
						"my_rank(\"event\".\"id\") OVER ()"));
	}

	private static Expr<Event> sumOver(WindowFrame frame) {
		return WindowFunctions.window(Aggregates.<Event>sum(f("guests"))).orderBy("id").frame(frame);
	}

	private static Stream<Arguments> generated() {
		return Stream.of(row(Functions.uuid4(), "GEN_RANDOM_UUID()"), row(Functions.uuid7(), "UUIDV7()"),
				row(Functions.uuid7(f("length")), "UUIDV7(\"event\".\"length\")"),
				row(JsonFunctions.jsonNull(), "CAST('null' AS jsonb)"),
				row(JsonFunctions.jsonArray(List.of(f("name"), Functions.value(1))),
						"JSONB_BUILD_ARRAY(\"event\".\"name\", ?)", 1),
				row(JsonFunctions.jsonArray(List.of()), "JSONB_BUILD_ARRAY()"),
				row(Functions.collate(f("name"), "de-x-icu"), "(\"event\".\"name\" COLLATE \"de-x-icu\")"),
				row(Functions.collate(Functions.value("a"), "C"), "(CAST(? AS text) COLLATE \"C\")", "a"),
				row(DateFunctions.extractSecond(Orm.<Event>f("opens")).as(Double.class),
						"CAST(FLOOR(EXTRACT(SECOND FROM \"event\".\"opens\")) AS double precision)"),
				row(DateFunctions.truncTime(f("opens")), "CAST(\"event\".\"opens\" AS time)"));
	}

	@ParameterizedTest
	@MethodSource
	void compilesOnH2(Expr<Event> value, String sql, List<Object> binds) {
		Events.Statement statement = this.events.value(value, this.h2);

		assertThat(statement).isEqualTo(new Events.Statement(sql, binds));
	}

	static Stream<Arguments> compilesOnH2() {
		return Stream.of(row(TextFunctions.md5(f("name")), "RAWTOHEX(HASH('MD5', \"event\".\"name\"))"),
				row(Functions.least(List.of(f("guests"), f("guests"))),
						"LEAST(\"event\".\"guests\", \"event\".\"guests\") IGNORE NULLS"),
				row(f("guests").bitOr(4), "BITOR(\"event\".\"guests\", CAST(? AS integer))", 4),
				row(DateFunctions.extractWeek(f("day")), "EXTRACT(ISO_WEEK FROM \"event\".\"day\")"),
				row(DateFunctions.truncMonth(f("day")),
						"CAST(DATE_TRUNC(MONTH, CAST(\"event\".\"day\" AS timestamp(6))) AS date)"),
				row(Functions.uuid4(), "RANDOM_UUID()"), row(Functions.uuid7(), "RANDOM_UUID(7)"),
				row(WindowFunctions.<Event>window(WindowFunctions.rank())
					.orderBy("id")
					.frame(WindowFrame.rows(null, 0)), "RANK() OVER (ORDER BY \"event\".\"id\" NULLS LAST)"),
				row(Functions.cast(f("open"), String.class),
						"CAST(LOWER(CAST(\"event\".\"open\" AS varchar)) AS varchar)"),
				row(f("meta__0"),
						"CASE WHEN \"event\".\"meta\" IS JSON SCALAR THEN \"event\".\"meta\""
								+ " ELSE (\"event\".\"meta\")[1] END"),
				row(JsonFunctions.jsonArray(List.of(f("name"))), "JSON_ARRAY(\"event\".\"name\" NULL ON NULL)"),
				row(f("meta__a__0"), "(\"event\".\"meta\").\"a\"[1]"),
				row(f("meta__a\"b"), "(\"event\".\"meta\").\"a\"\"b\""),
				row(JsonFunctions.jsonObject(Map.of("n", f("name"))), "JSON_OBJECT('n': \"event\".\"name\")"));
	}

	@Test
	void namesWhatH2CannotDo() {
		assertThatExceptionOfType(UnsupportedFeatureException.class)
			.isThrownBy(() -> this.events.value(TextFunctions.reverse(f("name")), this.h2))
			.withMessageStartingWith("H2 has no function that turns a text round");
		assertThatExceptionOfType(UnsupportedFeatureException.class)
			.isThrownBy(() -> this.events.value(JsonFunctions.kt("meta__a"), this.h2))
			.satisfies((ex) -> assertThat(ex.getDialect()).isEqualTo("H2"));
		assertThatExceptionOfType(UnsupportedFeatureException.class)
			.isThrownBy(() -> this.events.condition((all) -> all.filter("meta__has_key", "a"), this.h2));
	}

	@Test
	void seesPointsInTimeInTheZoneOfTheQuerySets() {
		Events inTokyo = new Events(ZoneId.of("Asia/Tokyo"));

		assertThat(inTokyo.value(f("starts__hour"), this.postgres).sql())
			.isEqualTo("EXTRACT(HOUR FROM (\"event\".\"starts\" AT TIME ZONE 'Asia/Tokyo'))");
		for (String east : List.of("+02:00", "UTC+2", "GMT+02:00")) {
			assertThat(
					this.events.value(DateFunctions.extract("hour", f("starts"), ZoneId.of(east)), this.postgres).sql())
				.isEqualTo("EXTRACT(HOUR FROM (\"event\".\"starts\" AT TIME ZONE INTERVAL '+02:00'))");
		}
	}

}
