package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.asyncorm.jdbc.ScalarModels.Coded;
import io.asyncorm.jdbc.ScalarModels.Mail;
import io.asyncorm.jdbc.ScalarModels.Numbered;
import io.asyncorm.jdbc.ScalarModels.Plain;
import io.asyncorm.jdbc.ScalarModels.Stamp;
import io.asyncorm.testdatabase.TestDatabase;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of types that columns can hold.
 *
 * @param property its property of {@link ScalarModels}
 * @param values different values, in the order of the database
 * @param text the second of these as clients write it; null if they cannot
 * @param key the model whose key is of the type; null if no key can be
 * @param read what is read of a value that was written
 * @param postgres its column in PostgreSQL
 * @param h2 its column in H2
 * @param mariaDb its column in MariaDB
 */
record ScalarType(String property, List<?> values, @Nullable String text, @Nullable Class<?> key,
		UnaryOperator<Object> read, String postgres, String h2, String mariaDb) {

	private static final ZoneOffset ROME = ZoneOffset.ofHours(1);

	static final List<ScalarType> ALL = List.of(
			of("text", "b", ScalarModels.TextKey.class, "text", "character varying", "longtext", "a", "b", "c"),
			of("truth", "True", ScalarModels.TruthKey.class, "boolean", "boolean", "tinyint(1)", false, true),
			of("shortNumber", "2", ScalarModels.ShortKey.class, "smallint", "smallint", "smallint(6)", (short) 1,
					(short) 2, (short) 3),
			of("integer", "2", ScalarModels.IntKey.class, "integer", "integer", "int(11)", 1, 2, 3),
			of("longNumber", "2", ScalarModels.LongKey.class, "bigint", "bigint", "bigint(20)", 1L, 2L, 3L),
			of("real", "2.5", null, "real", "real", "double", 1.5f, 2.5f, 3.5f),
			of("floating", "2.5", null, "double precision", "double precision", "double", 1.5, 2.5, 3.5),
			new ScalarType("decimal", List.of(new BigDecimal("1.50"), new BigDecimal("2.50"), new BigDecimal("3.50")),
					"2.5", ScalarModels.DecimalKey.class, (value) -> ((BigDecimal) value).setScale(2), "numeric(10,2)",
					"numeric", "decimal(10,2)"),
			of("big", "2", ScalarModels.BigKey.class, "numeric", "decfloat", "decimal(65,30)", BigInteger.ONE,
					BigInteger.TWO, BigInteger.TEN.pow(20)),
			of("date", "2026-02-28", ScalarModels.DateKey.class, "date", "date", "date", LocalDate.of(2026, 1, 31),
					LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 1)),
			of("time", "12:30", ScalarModels.TimeKey.class, "time without time zone", "time", "time(6)",
					LocalTime.of(8, 0), LocalTime.of(12, 30), LocalTime.of(12, 30, 0, 1_000)),
			of("local", "2026-02-28T12:30", ScalarModels.LocalKey.class, "timestamp without time zone", "timestamp",
					"datetime(6)", LocalDateTime.of(2026, 1, 31, 8, 0), LocalDateTime.of(2026, 2, 28, 12, 30),
					LocalDateTime.of(2026, 2, 28, 12, 30, 0, 1_000)),
			of("instant", "2026-02-28T12:30:00+01:00", ScalarModels.InstantKey.class, "timestamp with time zone",
					"timestamp with time zone", "datetime(6)", Instant.parse("2026-01-31T08:00:00Z"),
					Instant.parse("2026-02-28T11:30:00Z"), Instant.parse("2026-02-28T11:30:00.000001Z")),
			of("length", "PT2H", ScalarModels.LengthKey.class, "interval", "interval day to second", "bigint(20)",
					Duration.ofMinutes(90), Duration.ofHours(2), Duration.ofDays(2)),
			of("uuid", "20000000-0000-4000-8000-000000000000", ScalarModels.UuidKey.class, "uuid", "uuid", "uuid",
					UUID.fromString("10000000-0000-4000-8000-000000000000"),
					UUID.fromString("20000000-0000-4000-8000-000000000000"),
					UUID.fromString("30000000-0000-4000-8000-000000000000")),
			of("plain", "BETA", ScalarModels.PlainKey.class, "text", "character varying", "longtext", Plain.ALPHA,
					Plain.BETA, Plain.GAMMA),
			of("bytes", null, null, "bytea", "binary large object", "longblob", new byte[] { 1 }, new byte[] { 1, 2 },
					new byte[] { 2 }),
			of("tiny", "-2", ScalarModels.ByteKey.class, "smallint", "smallint", "smallint(6)", Byte.MIN_VALUE,
					(byte) -2, Byte.MAX_VALUE),
			of("letter", "m", ScalarModels.LetterKey.class, "character varying(1)", "character varying(1)",
					"varchar(1)", 'b', 'm', '\u6f22'),
			new ScalarType("offset",
					List.of(OffsetDateTime.parse("2026-01-31T23:00:00-05:00"),
							OffsetDateTime.of(2026, 2, 28, 12, 30, 0, 0, ROME),
							OffsetDateTime.parse("2026-02-28T11:30:00.000001Z")),
					"2026-02-28T12:30:00+01:00", ScalarModels.OffsetKey.class, ScalarType::inUtc,
					"timestamp with time zone", "timestamp with time zone", "datetime(6)"),
			new ScalarType("zoned",
					List.of(ZonedDateTime.parse("2026-01-31T23:00:00-05:00[America/New_York]"),
							ZonedDateTime.parse("2026-02-28T12:30:00+01:00[Europe/Rome]"),
							ZonedDateTime.parse("2026-02-28T11:30:00.000001Z")),
					"2026-02-28T12:30:00+01:00", ScalarModels.ZonedKey.class, ScalarType::inUtc,
					"timestamp with time zone", "timestamp with time zone", "datetime(6)"),
			of("year", "2026", ScalarModels.YearKey.class, "integer", "integer", "int(11)", Year.of(-44), Year.of(2026),
					Year.of(10_000)),
			of("month", "2026-02", ScalarModels.MonthKey.class, "date", "date", "date", YearMonth.of(2025, 12),
					YearMonth.of(2026, 2), YearMonth.of(2026, 11)),
			of("link", "https://example.org/b", ScalarModels.LinkKey.class, "text", "character varying", "longtext",
					URI.create("https://example.org/a"), URI.create("https://example.org/b"),
					URI.create("https://example.org/c?d=%20e#f")),
			of("language", "en_US", ScalarModels.LanguageKey.class, "character varying(35)", "character varying(35)",
					"varchar(35)", Locale.GERMAN, Locale.US, Locale.forLanguageTag("zh-Hant-TW")),
			of("money", "EUR", ScalarModels.MoneyKey.class, "character varying(3)", "character varying(3)",
					"varchar(3)", Currency.getInstance("CHF"), Currency.getInstance("EUR"),
					Currency.getInstance("USD")),
			of("coded", "ONE", ScalarModels.CodedKey.class, "text", "character varying", "longtext", Coded.ZERO,
					Coded.ONE, Coded.MANY),
			of("numbered", "MIDDLE", ScalarModels.NumberedKey.class, "integer", "integer", "int(11)", Numbered.LOW,
					Numbered.MIDDLE, Numbered.HIGH),
			of("mail", "b@example.org", ScalarModels.MailKey.class, "text", "character varying", "longtext",
					new Mail("a@example.org"), new Mail("b@example.org"), new Mail("c@example.org")),
			new ScalarType("stamp",
					List.of(new Stamp(OffsetDateTime.parse("2026-01-31T23:00:00-05:00")),
							new Stamp(OffsetDateTime.of(2026, 2, 28, 12, 30, 0, 0, ROME)),
							new Stamp(OffsetDateTime.parse("2026-02-28T11:30:00.000001Z"))),
					"2026-02-28T12:30:00+01:00", ScalarModels.StampKey.class, ScalarType::inUtc,
					"timestamp with time zone", "timestamp with time zone", "datetime(6)"));

	private static ScalarType of(String property, @Nullable String text, @Nullable Class<?> key, String postgres,
			String h2, String mariaDb, Object... values) {
		return new ScalarType(property, List.of(values), text, key, UnaryOperator.identity(), postgres, h2, mariaDb);
	}

	private static Object inUtc(Object value) {
		return switch (value) {
			case OffsetDateTime time -> time.withOffsetSameInstant(ZoneOffset.UTC);
			case ZonedDateTime time -> time.withZoneSameInstant(ZoneOffset.UTC);
			case Stamp stamp -> new Stamp(stamp.at().withOffsetSameInstant(ZoneOffset.UTC));
			default -> value;
		};
	}

	/** The name of its column. */
	String column() {
		return this.property.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
	}

	/** Its column in a database. */
	String column(TestDatabase database) {
		return switch (database) {
			case POSTGRESQL -> this.postgres;
			case H2 -> this.h2;
			case MARIADB -> this.mariaDb;
		};
	}

	/** Any of the values. */
	Object some() {
		return this.values.get(1);
	}

	Object least() {
		return this.values.get(0);
	}

	Object greatest() {
		return this.values.get(this.values.size() - 1);
	}

	/** What is read of each of the values. */
	List<Object> allRead() {
		return this.values.stream().<Object>map(this.read::apply).toList();
	}

	/** Checks every type, and tells all that fail. */
	static void each(Consumer<ScalarType> check) {
		SoftAssertions softly = new SoftAssertions();
		for (ScalarType type : ALL) {
			softly.assertThatCode(() -> check.accept(type)).as(type.property()).doesNotThrowAnyException();
		}
		softly.assertAll();
	}

	@Override
	public String toString() {
		return this.property;
	}

}
