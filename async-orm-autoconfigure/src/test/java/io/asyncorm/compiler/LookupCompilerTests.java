package io.asyncorm.compiler;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.asyncorm.Orm;
import io.asyncorm.compiler.Events.Event;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.H2Dialect;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.expression.Functions;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.QuerySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.compiler.Events.f;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for lookups and transforms: a table of filters, and the SQL of each.
 */
class LookupCompilerTests {

	private final Events events = new Events(ZoneOffset.UTC);

	private final Dialect postgres = new PostgresDialect();

	@ParameterizedTest
	@MethodSource
	void compiles(UnaryOperator<QuerySet<Event>> filter, String sql, List<Object> binds) {
		Events.Statement statement = this.events.condition(filter, this.postgres);

		assertThat(statement).isEqualTo(new Events.Statement(sql, binds));
	}

	static Stream<Arguments> compiles() {
		return Stream.of(numbers(), times(), texts(), documents(), several()).flatMap((all) -> all);
	}

	private static Stream<Arguments> numbers() {
		return Stream.of(row("guests", 300.7, "\"event\".\"guests\" = ?", 300),
				row("guests__gt", 299.5, "\"event\".\"guests\" > ?", 299),
				row("guests__gte", new BigDecimal("299.5"), "\"event\".\"guests\" >= ?", 300),
				row("guests__lt", 299.5, "\"event\".\"guests\" < ?", 300),
				row("guests", "7", "\"event\".\"guests\" = ?", 7),
				row("guests__gt", true, "\"event\".\"guests\" > ?", 1),
				row("guests__in", List.of(1, 2.0, "3", 1L << 40), "\"event\".\"guests\" = ANY(?)", List.of(1, 2, 3)),
				row("guests__range", List.of(5, 1L << 40), "\"event\".\"guests\" BETWEEN ? AND ?", 5,
						Integer.MAX_VALUE),
				row("guests__range", List.of(5.7, 6.7), "\"event\".\"guests\" BETWEEN ? AND ?", 5, 6),
				row("floor__lt", 1 << 20, "SELECT \"event\".\"id\" FROM \"event\""), row("guests", 1L << 40, "FALSE"),
				row("guests__gt", 1L << 40, "FALSE"),
				row("rating", new BigDecimal("0.1"), "\"event\".\"rating\" = ?", 0.1),
				row("price", 19.99, "\"event\".\"price\" = ?", new BigDecimal("19.99")),
				row("open", 1, "\"event\".\"open\" = ?", true), row("open", "t", "\"event\".\"open\" = ?", true));
	}

	private static Stream<Arguments> times() {
		Instant start = Instant.parse("2021-01-01T00:00:00Z");
		Instant end = Instant.parse("2021-12-31T23:59:59.999999Z");
		return Stream.of(
				row("day__year", 2021, "\"event\".\"day\" BETWEEN ? AND ?", LocalDate.of(2021, 1, 1),
						LocalDate.of(2021, 12, 31)),
				row("day__iso_year", 2020, "\"event\".\"day\" BETWEEN ? AND ?", LocalDate.of(2019, 12, 30),
						LocalDate.of(2021, 1, 3)),
				row("starts__year", "2021", "\"event\".\"starts\" BETWEEN ? AND ?", start, end),
				row("starts__year__gt", 2021, "\"event\".\"starts\" > ?", end),
				row("starts__year__gte", 2021, "\"event\".\"starts\" >= ?", start),
				row("starts__date__year__lt", 2021, "CAST((\"event\".\"starts\" AT TIME ZONE 'UTC') AS date) < ?",
						LocalDate.of(2021, 1, 1)),
				row("day__year__in", List.of(2020, 2021), "EXTRACT(YEAR FROM \"event\".\"day\") = ANY(?)",
						List.of(2020, 2021)),
				row("day__month", 2.5, "EXTRACT(MONTH FROM \"event\".\"day\") = ?", 2),
				row("starts__time__lt", LocalTime.of(1, 0),
						"CAST((\"event\".\"starts\" AT TIME ZONE 'UTC') AS time) < ?", LocalTime.of(1, 0)),
				row("day", LocalDateTime.of(2021, 1, 1, 23, 0), "\"event\".\"day\" = ?", LocalDate.of(2021, 1, 1)),
				row("length__gt", "3 04:05:06", "\"event\".\"length\" > CAST(? AS interval)",
						Duration.ofDays(3).plusHours(4).plusMinutes(5).plusSeconds(6)),
				row("length", "P1DT2H", "\"event\".\"length\" = CAST(? AS interval)", Duration.ofHours(26)),
				row("day", "2021-1-1", "\"event\".\"day\" = ?", LocalDate.of(2021, 1, 1)),
				row("day", "2020-W53-5", "\"event\".\"day\" = ?", LocalDate.of(2021, 1, 1)),
				row("opens", "9:30", "\"event\".\"opens\" = ?", LocalTime.of(9, 30)),
				row("opens", LocalDateTime.of(2021, 1, 1, 9, 30), "\"event\".\"opens\" = ?", LocalTime.of(9, 30)),
				row("length", "1:30", "\"event\".\"length\" = CAST(? AS interval)", Duration.ofMinutes(90)),
				row("length", "2 weeks 1 day", "\"event\".\"length\" = CAST(? AS interval)", Duration.ofDays(15)),
				row("starts", "20210101T00", "\"event\".\"starts\" = ?", start),
				row("starts", LocalDate.of(2021, 1, 1), "\"event\".\"starts\" = ?", start),
				row("starts", "2021-01-01 01:00:00+01:00", "\"event\".\"starts\" = ?", start));
	}

	private static Stream<Arguments> texts() {
		return Stream.of(row("name__regex", "^a.$", "CAST(\"event\".\"name\" AS text) ~ ?", "^a.$"),
				row("guests__iregex", "^1", "CAST(\"event\".\"guests\" AS text) ~* ?", "^1"),
				row("name__contains", f("name"),
						"CAST(\"event\".\"name\" AS text) LIKE ('%' || REPLACE(REPLACE(REPLACE(\"event\".\"name\","
								+ " E'\\\\', E'\\\\\\\\'), '%', E'\\\\%'), '_', E'\\\\_') || '%')"),
				row("name", LocalDate.of(2021, 1, 1), "\"event\".\"name\" = ?", "2021-01-01"),
				row("name", 5, "\"event\".\"name\" = ?", "5"));
	}

	private static Stream<Arguments> documents() {
		return Stream.of(row("meta__a", 3, "(\"event\".\"meta\" -> 'a') = CAST(? AS jsonb)", 3),
				row("meta__a", null, "(\"event\".\"meta\" -> 'a') = CAST('null' AS jsonb)"),
				row("meta__a__iexact", null, "(\"event\".\"meta\" -> 'a') = CAST('null' AS jsonb)"),
				row("meta__has_keys", List.of(), "\"event\".\"meta\" ??& ?", List.of()),
				row("meta__a__isnull", true, "(\"event\".\"meta\" -> 'a') IS NULL"),
				row("meta__a__icontains", "x", "UPPER(CAST((\"event\".\"meta\" ->> 'a') AS text)) LIKE UPPER(?)",
						"%x%"),
				row("meta__a__in", List.of("x"), "(\"event\".\"meta\" -> 'a') = ANY(?)", List.of("x")),
				row("meta__contains", Map.of("a", 1), "\"event\".\"meta\" @> CAST(? AS jsonb)", Map.of("a", 1)),
				row("meta__contained_by", Map.of("a", 1), "CAST(? AS jsonb) @> \"event\".\"meta\"", Map.of("a", 1)),
				row("meta__has_key", "a", "\"event\".\"meta\" ?? ?", "a"),
				row("meta__has_any_keys", List.of("a", "b"), "\"event\".\"meta\" ??| ?", List.of("a", "b")),
				row("meta__has_keys", List.of("a"), "\"event\".\"meta\" ??& ?", List.of("a")),
				row("meta__contains__a", 1, "(\"event\".\"meta\" #> ARRAY['contains', 'a']) = CAST(? AS jsonb)", 1));
	}

	private static Stream<Arguments> several() {
		List<Object> withNull = new ArrayList<>(Arrays.asList(1, null));
		return Stream.of(row("id__in", List.of(f("guests"), 7), "\"event\".\"id\" IN (\"event\".\"guests\", ?)", 7L),
				row("guests__in", withNull, "\"event\".\"guests\" = ANY(?)", List.of(1)),
				Arguments.of(filter((all) -> all.exclude("guests__in", withNull)),
						"NOT (\"event\".\"guests\" = ANY(?) OR \"event\".\"guests\" IS NULL)", List.of(List.of(1))),
				row("guests__in", List.of(Functions.<Event>value(7), 8), "\"event\".\"guests\" = ANY(?)",
						List.of(7, 8)),
				Arguments.of(filter((all) -> all.exclude("day__month__in", withNull)),
						"NOT (EXTRACT(MONTH FROM \"event\".\"day\") = ANY(?)"
								+ " OR EXTRACT(MONTH FROM \"event\".\"day\") IS NULL)",
						List.of(List.of(1))),
				Arguments.of(filter((all) -> all.exclude("day__month", 2)),
						"NOT (EXTRACT(MONTH FROM \"event\".\"day\") = ? AND \"event\".\"day\" IS NOT NULL)",
						List.of(2)),
				Arguments.of(filter((all) -> all.exclude("meta__a", null)),
						"NOT ((\"event\".\"meta\" -> 'a') = CAST('null' AS jsonb))", List.of()),
				Arguments.of(filter((all) -> all.filter(Functions.<Event>condition(Orm.q("open", true)).holds())),
						"\"event\".\"open\" = ?", List.of(true)));
	}

	@Test
	void takesTimesWithoutAZoneInTheOneOfTheQuerySets() {
		Events inTokyo = new Events(ZoneId.of("Asia/Tokyo"));

		Events.Statement naive = inTokyo.condition((all) -> all.filter("starts", LocalDateTime.of(2021, 1, 1, 9, 0)),
				this.postgres);
		Events.Statement year = inTokyo.condition((all) -> all.filter("starts__year__gte", 2021), this.postgres);

		assertThat(naive.binds()).containsExactly(Instant.parse("2021-01-01T00:00:00Z"));
		assertThat(year.binds()).containsExactly(Instant.parse("2020-12-31T15:00:00Z"));
	}

	@Test
	void seesTimesInAnotherZoneWithoutMeaningItInValues() {
		QuerySet<Event> seen = this.events.querySets().seenIn(ZoneId.of("Asia/Tokyo")).of(Event.class).orderBy();

		Events.Statement statement = this.events.condition(
				(all) -> seen.filter("starts__hour", 1).filter("starts", LocalDate.of(2021, 1, 1)), this.postgres);

		assertThat(statement.sql()).isEqualTo("EXTRACT(HOUR FROM (\"event\".\"starts\" AT TIME ZONE 'Asia/Tokyo')) = ?"
				+ " AND \"event\".\"starts\" = ?");
		assertThat(statement.binds()).containsExactly(1, Instant.parse("2021-01-01T00:00:00Z"));
	}

	@Test
	void refusesValuesThatDoNotFitTheField() {
		for (Map.Entry<String, Object> wrong : Map
			.<String, Object>of("guests", "300.0", "day", " 2021-01-01", "opens", "24:01", "starts",
					"2021-01-01T00:00:00.", "open", "yes", "guests__isnull", 1, "guests__range", List.of(1), "price",
					Double.NaN)
			.entrySet()) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> this.events.all().filter(wrong.getKey(), wrong.getValue()));
		}
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> this.events.all().filter("name__year", 1));
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> this.events.all().filter("day__hour", 1));
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.events.all().annotate("x", f("price").pow(2)).filter("x", 1));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.events.all().filter(f("guests").holds()));
	}

	@Test
	void refusesANullAmongTheValuesOfALookupThatIsNoComparison() {
		for (String lookup : List.of("meta__has_keys", "meta__has_any_keys")) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> this.events.all().filter(lookup, Arrays.asList("a", null)))
				.withMessage("A null cannot be used with '" + lookup + "': ask for it with isnull");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "x' OR '1'='1", "x\\' OR 1=1 --", "x\"; DROP TABLE event; --", "}', '{", "a]) OR (1=1",
			"?", "{0}", "{*}", "$$x$$" })
	void hostileTextNeverChangesTheStructure(String hostile) {
		String value = this.events.condition((all) -> all.filter("name", hostile), this.postgres).sql();
		String key = this.events.condition((all) -> all.filter("meta__" + hostile, 1), this.postgres).sql();
		String path = this.events.condition((all) -> all.filter("meta__a__" + hostile, 1), new H2Dialect()).sql();
		String plain = this.events.condition((all) -> all.filter("meta__a__b", 1), new H2Dialect()).sql();

		assertThat(value).isEqualTo("\"event\".\"name\" = ?");
		assertThat(withoutConstants(key)).isEqualTo("(\"event\".\"meta\" -> _) = CAST(? AS jsonb)");
		assertThat(withoutNames(path)).isEqualTo(withoutNames(plain)).contains("CAST((_._)._._ AS varchar)");
	}

	private static String withoutNames(String sql) {
		return sql.replaceAll("\"(?:[^\"]|\"\")*\"", "_");
	}

	/** A reader of PostgreSQL's texts, for which a backslash counts only behind an E. */
	private static String withoutConstants(String sql) {
		return sql.replaceAll("E'(?:[^'\\\\]|''|\\\\.)*'", "_").replaceAll("'(?:[^'\\\\]|'')*'", "_");
	}

	private static UnaryOperator<QuerySet<Event>> filter(UnaryOperator<QuerySet<Event>> filter) {
		return filter;
	}

	private static Arguments row(String lookup, Object value, String sql, Object... binds) {
		return Arguments.of(filter((all) -> all.filter(lookup, value)), sql, List.of(binds));
	}

}
