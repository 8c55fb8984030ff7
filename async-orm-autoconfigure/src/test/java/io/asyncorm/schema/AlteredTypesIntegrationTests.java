package io.asyncorm.schema;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.model.Column;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.Range;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Columns of a table with rows that get another type: the step says what is lost or may
 * be refused, and does what it says.
 */
class AlteredTypesIntegrationTests {

	private static final String REFUSED = "the database refuses that where a value is none of the new type";

	private static final String EMPTIED = ", and ranges within one day become empty";

	private static final String OUT_OF_RANGE = "the database refuses that where a number is out of range";

	private static final String ZONE = "values are converted by the time zone of the session";

	private static HikariDataSource pool;

	private static JdbcTemplate jdbc;

	@BeforeAll
	static void create() {
		pool = TestDatabase.POSTGRESQL.createInUtc(2);
		jdbc = new JdbcTemplate(pool);
		steps().forEach((step) -> jdbc.execute(step.statement()));
	}

	@AfterAll
	static void close() {
		pool.close();
	}

	@AfterEach
	void empty() {
		jdbc.execute("delete from thing");
	}

	/**
	 * A column, its type before, a value of that, the warning, and the value afterwards.
	 */
	static Stream<Arguments> conversions() {
		return Stream.of(arguments("big", "integer", "7", "", "7"), arguments("big", "smallint", "7", "", "7"),
				arguments("big", "numeric(10,2)", "7.50", "fractions are rounded, and " + OUT_OF_RANGE, "8"),
				arguments("big", "text", "7", REFUSED, "7"), arguments("big", "boolean", "true", REFUSED, null),
				arguments("number", "bigint", "7", OUT_OF_RANGE, "7"),
				arguments("number", "bigint", "3000000000", OUT_OF_RANGE, null),
				arguments("number", "text", "x", REFUSED, null), arguments("number", "boolean", "true", "", "1"),
				arguments("number", "double precision", "2.7", "fractions are rounded, and " + OUT_OF_RANGE, "3"),
				arguments("truth", "integer", "2", "every number but 0 is true", "true"),
				arguments("truth", "text", "yes", REFUSED, "true"), arguments("ratio", "real", "0.5", "", "0.5"),
				arguments("ratio", "integer", "3", "", "3"),
				arguments("ratio", "bigint", "9007199254740993", "digits that do not fit are lost",
						"9.007199254740992e+15"),
				arguments("real", "double precision", "0.123456789", "digits that do not fit are lost", "0.12345679"),
				arguments("price", "numeric", "1.005", "fractions are rounded, and " + OUT_OF_RANGE, "1.01"),
				arguments("price", "numeric(6,2)", "1.05", "", "1.05"),
				arguments("price", "numeric(8,4)", "1.0551", "fractions are rounded", "1.06"),
				arguments("price", "numeric(12,2)", "1234567890.00", OUT_OF_RANGE, null),
				arguments("price", "smallint", "5", "", "5.00"),
				arguments("price", "bigint", "5", OUT_OF_RANGE, "5.00"),
				arguments("price", "real", "1.5", "digits that do not fit are lost, and " + OUT_OF_RANGE, "1.50"),
				arguments("name", "character varying(10)", "abc", "", "abc"),
				arguments("name", "character varying(50)", "abc",
						"the database refuses that where a text is longer than 20", "abc"),
				arguments("name", "text", "a text that is longer than that",
						"the database refuses that where a text is longer than 20", null),
				arguments("name", "integer", "12", "the database refuses that where a text is longer than 20", "12"),
				arguments("note", "character varying(9)", "abc", "", "abc"), arguments("note", "bigint", "7", "", "7"),
				arguments("note", "timestamp", "2026-01-31 12:00:00", "", "2026-01-31 12:00:00"),
				arguments("note", "text[]", "{a,b}", "", "{a,b}"), arguments("note", "jsonb", "[1]", "", "[1]"),
				arguments("day", "timestamp", "2026-01-31 12:00:00", "times of day are lost", "2026-01-31"),
				arguments("day", "timestamp with time zone", "2026-01-31 12:00:00",
						"times of day are lost, and " + ZONE, "2026-01-31"),
				arguments("day", "text", "2026-01-31", REFUSED, "2026-01-31"),
				arguments("day", "integer", "7", REFUSED, null),
				arguments("time", "timestamp", "2026-01-31 12:00:00", "days are lost", "12:00:00"),
				arguments("time", "date", "2026-01-31", REFUSED, null),
				arguments("local", "date", "2026-01-31", "", "2026-01-31 00:00:00"),
				arguments("local", "timestamp(3)", "2026-01-31 12:00:00.123", "", "2026-01-31 12:00:00.123"),
				arguments("local", "timestamp with time zone", "2026-01-31 12:00:00+01", ZONE, "2026-01-31 11:00:00"),
				arguments("point", "timestamp", "2026-01-31 12:00:00", ZONE, "2026-01-31 12:00:00+00"),
				arguments("point", "date", "2026-01-31", ZONE, "2026-01-31 00:00:00+00"),
				arguments("point", "bigint", "1", REFUSED, null),
				arguments("length", "text", "2 hours", REFUSED, "02:00:00"),
				arguments("length", "integer", "7", REFUSED, "00:00:07"),
				arguments("uuid", "character varying(36)", "20000000-0000-4000-8000-000000000000", REFUSED,
						"20000000-0000-4000-8000-000000000000"),
				arguments("bytes", "text", "\\x01", REFUSED, "\\x01"),
				arguments("document", "text", "nothing", REFUSED, null),
				arguments("longs", "integer[]", "{1,NULL}", "", "{1,NULL}"),
				arguments("longs", "numeric[]", "{1.5}", "fractions are rounded, and " + OUT_OF_RANGE, "{2}"),
				arguments("longs", "text[]", "{x}", REFUSED, null), arguments("longs", "bigint", "1", REFUSED, null),
				arguments("longs", "text", "{1}", REFUSED, "{1}"),
				arguments("names", "text[]", "{abc}", "the database refuses that where a text is longer than 5",
						"{abc}"),
				arguments("names", "text[]", "{abcdef}", "the database refuses that where a text is longer than 5",
						null),
				arguments("names", "integer[]", "{7}", "the database refuses that where a text is longer than 5",
						"{7}"),
				arguments("days", "timestamp[]", "{2026-01-31 12:00:00}", "times of day are lost", "{2026-01-31}"),
				arguments("span", "int4range", "[1,5)", "", "[1,5)"),
				arguments("span", "numrange", "[1.5,5)", REFUSED, null),
				arguments("small_span", "int8range", "[1,5)", OUT_OF_RANGE, "[1,5)"),
				arguments("small_span", "int8range", "[1,5000000000)", OUT_OF_RANGE, null),
				arguments("during", "tsrange", "[2026-01-31 12:00:00,)", ZONE, "[\"2026-01-31 12:00:00+00\",)"),
				arguments("nights", "tsrange", "[2026-01-31 12:00:00,)", "times of day are lost" + EMPTIED,
						"[2026-01-31,)"),
				arguments("nights", "tsrange", "[2026-01-31 12:00:00,2026-01-31 14:00:00)",
						"times of day are lost" + EMPTIED, "empty"),
				arguments("nights", "tstzrange", "[2026-01-31 12:00:00,)",
						"times of day are lost, and " + ZONE + EMPTIED, "[2026-01-31,)"),
				arguments("amounts", "int4range", "[1,5)", "", "[1,5)"),
				arguments("year", "bigint", "2026", OUT_OF_RANGE, "2026"),
				arguments("month", "character varying(10)", "2026-01-01", REFUSED, "2026-01-01"),
				arguments("money", "text", "EUR", "the database refuses that where a text is longer than 3", "EUR"),
				arguments("offset", "timestamp", "2026-01-31 12:00:00", ZONE, "2026-01-31 12:00:00+00"),
				arguments("spot_x", "bigint", "7", OUT_OF_RANGE, "7"), arguments("spot_label", "character varying(9)",
						"abc", "the database refuses that where a text is longer than 4", "abc"));
	}

	private static Arguments arguments(@Nullable Object... values) {
		return Arguments.of(values);
	}

	@ParameterizedTest
	@MethodSource("conversions")
	void aColumnGetsAnotherType(String column, String type, String value, String warning, @Nullable String after) {
		String name = "\"" + column + "\"";
		jdbc.execute("alter table thing drop " + name + ", add " + name + " " + type);
		jdbc.update("insert into thing (" + name + ") values (cast(? as " + type + ")), (null)", value);

		List<SchemaStep> steps = steps();

		assertThat(steps).singleElement()
			.satisfies((step) -> assertThat(step.reason()).isEqualTo(step.reason().split("the type is ")[0]
					+ "the type is '" + understood(type) + "'" + (warning.isEmpty() ? "" : "; " + warning)));
		String statement = steps.get(0).statement();
		if (after == null) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> jdbc.execute(statement));
			jdbc.execute("delete from thing");
		}
		jdbc.execute(statement);
		assertThat(steps()).isEmpty();
		if (after != null) {
			assertThat(jdbc.queryForList("select " + name + "::text from thing order by " + name, String.class))
				.containsExactly(after, null);
		}
	}

	/** As the catalog calls it. */
	private static String understood(String type) {
		return type.replaceFirst("^timestamp(\\(\\d\\))?(\\[])?$", "timestamp$1 without time zone$2");
	}

	private static List<SchemaStep> steps() {
		return TestedSchema.steps(pool, Thing.class);
	}

	record Spot(@Nullable Integer x, @Column(length = 4) @Nullable String label) {
	}

	@Model
	record Thing(@Nullable Long id, @Nullable Long big, @Nullable Integer number, @Nullable Boolean truth,
			@Nullable Double ratio, @Nullable Float real, @Column(precision = 8, scale = 2) @Nullable BigDecimal price,
			@Column(length = 20) @Nullable String name, @Nullable String note, @Nullable LocalDate day,
			@Nullable LocalTime time, @Nullable LocalDateTime local, @Nullable Instant point, @Nullable Duration length,
			@Nullable UUID uuid, byte @Nullable [] bytes, @Json @Nullable Map<String, Object> document,
			@Nullable List<@Nullable Long> longs, @Column(length = 5) @Nullable List<String> names,
			@Nullable List<LocalDate> days, @Nullable Range<Long> span, @Nullable Range<Integer> smallSpan,
			@Nullable Range<Instant> during, @Nullable Range<LocalDate> nights, @Nullable Range<BigDecimal> amounts,
			@Nullable Year year, @Nullable YearMonth month, @Nullable Currency money, @Nullable OffsetDateTime offset,
			@Embedded @Nullable Spot spot) {
	}

}
