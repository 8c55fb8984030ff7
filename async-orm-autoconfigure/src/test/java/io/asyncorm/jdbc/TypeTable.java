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
import java.util.Map;
import java.util.Set;
import java.util.LinkedHashSet;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.asyncorm.jdbc.TypeModels.Coded;
import io.asyncorm.jdbc.TypeModels.Mail;
import io.asyncorm.jdbc.TypeModels.Numbered;
import io.asyncorm.jdbc.TypeModels.Plain;
import io.asyncorm.jdbc.TypeModels.Stamp;
import io.asyncorm.jdbc.OwnTypeModels.Containers;
import io.asyncorm.jdbc.OwnTypeModels.Facts;
import io.asyncorm.jdbc.OwnTypeModels.Lists;
import io.asyncorm.jdbc.OwnTypeModels.Ranges;
import io.asyncorm.jdbc.OwnTypeModels.Vectors;
import io.asyncorm.jdbc.OwnTypeModels.Wholes;
import io.asyncorm.model.Range;
import io.asyncorm.model.TsVector;
import io.asyncorm.testdatabase.TestDatabase;

/**
 * The table of all types that columns can hold.
 */
final class TypeTable {

	private static final ZoneOffset ROME = ZoneOffset.ofHours(1);

	private static final String NO_ENDS = "not every database has a least and a greatest of them";

	private static final String OF_SEVERAL = "several values are a list of parameters";

	private static final String SEVERAL_COLUMNS = "several columns are no single value";

	/** Types that all databases have. */
	static final List<TypeRow> SCALARS = Stream
		.of(TypeRow.of("text", "b", TypeKeys.TextKey.class, "text", "character varying", "longtext", "a", "b", "c"),
				TypeRow.of("truth", "True", TypeKeys.TruthKey.class, "boolean", "boolean", "tinyint(1)", false, true)
					.without(TypeRow.Place.ENDS, NO_ENDS),
				TypeRow.of("shortNumber", "2", TypeKeys.ShortKey.class, "smallint", "smallint", "smallint(6)",
						(short) 1, (short) 2, (short) 3),
				TypeRow.of("integer", "2", TypeKeys.IntKey.class, "integer", "integer", "int(11)", 1, 2, 3),
				TypeRow.of("longNumber", "2", TypeKeys.LongKey.class, "bigint", "bigint", "bigint(20)", 1L, 2L, 3L),
				TypeRow.of("real", "2.5", TypeKeys.RealKey.class, "real", "real", "double", 1.5f, 2.5f, 3.5f),
				TypeRow.of("floating", "2.5", TypeKeys.FloatingKey.class, "double precision", "double precision",
						"double", 1.5, 2.5, 3.5),
				TypeRow
					.of("decimal", "2.5", TypeKeys.DecimalKey.class, "numeric(10,2)", "numeric", "decimal(10,2)",
							new BigDecimal("1.50"), new BigDecimal("2.50"), new BigDecimal("3.50"))
					.reading((value) -> ((BigDecimal) value).setScale(2)),
				TypeRow.of("number", "2.5", TypeKeys.NumberKey.class, "numeric", "decfloat", "decimal(65,30)",
						new BigDecimal("1.5"), new BigDecimal("2.5"), new BigDecimal("100000000000000000000.5")),
				TypeRow.of("big", "2", TypeKeys.BigKey.class, "numeric", "decfloat", "decimal(65,30)", BigInteger.ONE,
						BigInteger.TWO, BigInteger.TEN.pow(20)),
				TypeRow.of("date", "2026-02-28", TypeKeys.DateKey.class, "date", "date", "date",
						LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 1)),
				TypeRow.of("time", "12:30", TypeKeys.TimeKey.class, "time without time zone", "time", "time(6)",
						LocalTime.of(8, 0), LocalTime.of(12, 30), LocalTime.of(12, 30, 0, 1_000)),
				TypeRow.of(
						"local", "2026-02-28T12:30", TypeKeys.LocalKey.class, "timestamp without time zone",
						"timestamp", "datetime(6)", LocalDateTime.of(2026, 1, 31, 8, 0),
						LocalDateTime.of(2026, 2, 28, 12, 30), LocalDateTime.of(2026, 2, 28, 12, 30, 0, 1_000)),
				TypeRow.of("instant", "2026-02-28T12:30:00+01:00", TypeKeys.InstantKey.class,
						"timestamp with time zone", "timestamp with time zone", "datetime(6)",
						Instant.parse("2026-01-31T08:00:00Z"), Instant.parse("2026-02-28T11:30:00Z"),
						Instant.parse("2026-02-28T11:30:00.000001Z")),
				TypeRow.of("length", "PT2H", TypeKeys.LengthKey.class, "interval", "interval day to second",
						"bigint(20)", Duration.ofMinutes(90), Duration.ofHours(2), Duration.ofDays(2)),
				TypeRow
					.of("uuid", "20000000-0000-4000-8000-000000000000", TypeKeys.UuidKey.class, "uuid", "uuid", "uuid",
							UUID.fromString("10000000-0000-4000-8000-000000000000"),
							UUID.fromString("20000000-0000-4000-8000-000000000000"),
							UUID.fromString("30000000-0000-4000-8000-000000000000"))
					.without(TypeRow.Place.ENDS, NO_ENDS),
				TypeRow.of("plain", "BETA", TypeKeys.PlainKey.class, "text", "character varying", "longtext",
						Plain.ALPHA, Plain.BETA, Plain.GAMMA),
				TypeRow
					.of("bytes", null, null, "bytea", "binary large object", "longblob", new byte[] { 1 },
							new byte[] { 1, 2 }, new byte[] { 2 })
					.without(TypeRow.Place.ENDS, NO_ENDS),
				TypeRow.of("tiny", "-2", TypeKeys.ByteKey.class, "smallint", "smallint", "smallint(6)", Byte.MIN_VALUE,
						(byte) -2, Byte.MAX_VALUE),
				TypeRow.of("letter", "m", TypeKeys.LetterKey.class, "character varying(1)", "character varying(1)",
						"varchar(1)", 'b', 'm', '\u6f22'),
				TypeRow.of("offset", "2026-02-28T12:30:00+01:00", TypeKeys.OffsetKey.class, "timestamp with time zone",
						"timestamp with time zone", "datetime(6)", OffsetDateTime.parse("2026-01-31T23:00:00-05:00"),
						OffsetDateTime.of(2026, 2, 28, 12, 30, 0, 0, ROME),
						OffsetDateTime.parse("2026-02-28T11:30:00.000001Z"))
					.reading(TypeTable::inUtc),
				TypeRow
					.of("zoned", "2026-02-28T12:30:00+01:00", TypeKeys.ZonedKey.class, "timestamp with time zone",
							"timestamp with time zone", "datetime(6)",
							ZonedDateTime.parse("2026-01-31T23:00:00-05:00[America/New_York]"),
							ZonedDateTime.parse("2026-02-28T12:30:00+01:00[Europe/Rome]"),
							ZonedDateTime.parse("2026-02-28T11:30:00.000001Z"))
					.reading(TypeTable::inUtc),
				TypeRow.of("year", "2026", TypeKeys.YearKey.class, "integer", "integer", "int(11)", Year.of(-44),
						Year.of(2026), Year.of(10_000)),
				TypeRow.of("month", "2026-02", TypeKeys.MonthKey.class, "date", "date", "date", YearMonth.of(2025, 12),
						YearMonth.of(2026, 2), YearMonth.of(2026, 11)),
				TypeRow.of("link", "https://example.org/b", TypeKeys.LinkKey.class, "text", "character varying",
						"longtext", URI.create("https://example.org/a"), URI.create("https://example.org/b"),
						URI.create("https://example.org/c?d=%20e#f")),
				TypeRow.of("language", "en_US", TypeKeys.LanguageKey.class, "character varying(35)",
						"character varying(35)", "varchar(35)", Locale.GERMAN, Locale.US,
						Locale.forLanguageTag("zh-Hant-TW")),
				TypeRow.of("money", "EUR", TypeKeys.MoneyKey.class, "character varying(3)", "character varying(3)",
						"varchar(3)", Currency.getInstance("CHF"), Currency.getInstance("EUR"),
						Currency.getInstance("USD")),
				TypeRow
					.of("coded", "ONE", TypeKeys.CodedKey.class, "text", "character varying", "longtext", Coded.ZERO,
							Coded.ONE, Coded.MANY)
					.without(TypeRow.Place.PARAMETER, "an enum without a property is its name"),
				TypeRow
					.of("numbered", "MIDDLE", TypeKeys.NumberedKey.class, "integer", "integer", "int(11)", Numbered.LOW,
							Numbered.MIDDLE, Numbered.HIGH)
					.without(TypeRow.Place.PARAMETER, "an enum without a property is its name"),
				TypeRow.of("mail", "b@example.org", TypeKeys.MailKey.class, "text", "character varying", "longtext",
						new Mail("a@example.org"), new Mail("b@example.org"), new Mail("c@example.org")),
				TypeRow
					.of("stamp", "2026-02-28T12:30:00+01:00", TypeKeys.StampKey.class, "timestamp with time zone",
							"timestamp with time zone", "datetime(6)",
							new Stamp(OffsetDateTime.parse("2026-01-31T23:00:00-05:00")),
							new Stamp(OffsetDateTime.of(2026, 2, 28, 12, 30, 0, 0, ROME)),
							new Stamp(OffsetDateTime.parse("2026-02-28T11:30:00.000001Z")))
					.reading(TypeTable::inUtc))
		.toList();

	/** Lists of these, which PostgreSQL has; elements have no length. */
	static final List<TypeRow> LISTS = SCALARS.stream()
		.filter((row) -> components(Lists.class).contains(row.property()))
		.map(TypeTable::listOf)
		.toList();

	/** Several values as one. */
	static final List<TypeRow> WHOLES = Stream
		.of(document(
				"facts", new Facts(List.of()), new Facts(List
					.of(Instant.EPOCH)),
				new Facts(List.of(Instant.EPOCH, Instant.parse("2026-01-31T08:00:00Z")))),
				document("properties", Map.of("a", 1), Map.of("b", List.of("c", 1.5, true)),
						Map.of("c", Map.of("d", "e"))),
				document("words", List.of("a"), List.of("b", "c"), List.of("d")),
				whole("place", "text|integer", "character varying|integer", "longtext|int(11)",
						new OwnTypeModels.Place("a", 2), new OwnTypeModels.Place("b", 1),
						new OwnTypeModels.Place("b", 2))
					.withKey(TypeKeys.PlaceKey.class)
					.refusing(TypeRow.Place.ORDER, SEVERAL_COLUMNS)
					.refusing(TypeRow.Place.ENDS, SEVERAL_COLUMNS)
					.without(TypeRow.Place.SINGLE, SEVERAL_COLUMNS))
		.toList();

	/** What holds several values of one type. */
	static final List<TypeRow> CONTAINERS = Stream.of(
			own(Containers.class, "numberSet", "integer[]", new LinkedHashSet<>(List.of(1)),
					new LinkedHashSet<>(List.of(3, 2)), Set.of(4)),
			own(Containers.class, "textSet", "text[]", Set.of("a"), new LinkedHashSet<>(List.of("c", "b")),
					Set.of("d")),
			own(Containers.class, "textArray", "text[]", new String[] { "a" }, new String[] { "a", "b" },
					new String[] { "c" }),
			own(Containers.class, "numberArray", "integer[]", new int[] { 1 }, new int[] { 1, 2 }, new int[] { 3 }),
			own(Containers.class, "collection", "text[]", List.of("a"), List.of("a", "b"), List.of("c")))
		.toList();

	static final List<TypeRow> RANGES = Stream
		.of(range("integerRange", "int4range", Range.of(1, 3), Range.of(2, 9), Range.of(3, 5)),
				range("longRange", "int8range", Range.of(1L, 3L), Range.of(2L, 9L), Range.of(3L, 5L)),
				range("decimalRange", "numrange", Range.of(BigDecimal.ONE, new BigDecimal("2.50")),
						Range.closed(new BigDecimal("1.5"), BigDecimal.TEN),
						Range.open(BigDecimal.TEN, new BigDecimal("11"))),
				range("dateRange", "daterange", Range.of(LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 1)),
						Range.of(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1)),
						Range.of(LocalDate.of(2026, 3, 1), LocalDate.of(2027, 1, 1))),
				range("localRange", "tsrange",
						Range.of(LocalDateTime.of(2026, 1, 31, 8, 0), LocalDateTime.of(2026, 2, 1, 0, 0)),
						Range.closed(LocalDateTime.of(2026, 3, 29, 2, 30), LocalDateTime.of(2026, 3, 29, 3, 30)),
						Range.open(LocalDateTime.of(2026, 4, 1, 0, 0, 0, 1_000), LocalDateTime.of(2026, 5, 1, 0, 0))),
				range("instantRange", "tstzrange",
						Range.of(Instant.parse("2026-01-31T08:00:00Z"), Instant.parse("2026-02-01T00:00:00Z")),
						Range.closed(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-29T01:30:00Z")),
						Range.open(Instant.parse("2026-04-01T00:00:00.000001Z"),
								Instant.parse("2026-05-01T00:00:00Z"))))
		.map((row) -> row.refusing(TypeRow.Place.ENDS, "the database has no least range"))
		.map((row) -> row.withKey(rangeKey(row)))
		.toList();

	/** What is searched, and not compared. */
	static final List<TypeRow> VECTORS = List
		.of(own(Vectors.class, "vector", "tsvector", new TsVector("'a':1"), new TsVector("'b':1A"),
				new TsVector("'a':1 'b':2"))
			.without(TypeRow.Place.EXACT, "what it is compared with is a search")
			.refusing(TypeRow.Place.NULL, "null is no search")
			.refusing(TypeRow.Place.ENDS, "the database has no least vector"));

	static final List<TypeRow> ALL = Stream.of(SCALARS, LISTS, CONTAINERS, RANGES, VECTORS, WHOLES)
		.flatMap(List::stream)
		.toList();

	private TypeTable() {
	}

	/** The rows of the types that a database has. */
	static Stream<TypeRow> of(TestDatabase database) {
		return ALL.stream().filter((row) -> row.columns().containsKey(database));
	}

	/** The properties of a model that has a number as its key. */
	static List<String> components(Class<?> model) {
		return Stream.of(model.getRecordComponents())
			.map((component) -> component.getName())
			.filter((name) -> !name.equals("id"))
			.toList();
	}

	private static TypeRow listOf(TypeRow row) {
		String element = String.valueOf(row.columns().get(TestDatabase.POSTGRESQL));
		String column = (element.startsWith("character varying") ? "text" : element) + "[]";
		return own(Lists.class, row.property(), column, List.of(row.least()), row.values(), List.of(row.greatest()))
			.reading((list) -> {
				List<Object> read = new ArrayList<>();
				((List<?>) list).forEach((value) -> read.add((value != null) ? row.read().apply(value) : null));
				return read;
			});
	}

	private static TypeRow range(String property, String column, Object... values) {
		return TypeRow.ofPostgres(Ranges.class, property, column, List.of(values));
	}

	private static TypeRow own(Class<?> model, String property, String column, Object... values) {
		return TypeRow.ofPostgres(model, property, column, List.of(values))
			.without(TypeRow.Place.PARAMETER, OF_SEVERAL);
	}

	private static Class<?> rangeKey(TypeRow row) {
		return TypeKeys.RANGES.stream()
			.filter((key) -> key.getSimpleName().equalsIgnoreCase(row.property() + "Key"))
			.findFirst()
			.orElseThrow();
	}

	private static TypeRow document(String property, Object... values) {
		return whole(property, "jsonb", "json", "longtext", values)
			.without(TypeRow.Place.ORDER, "documents have the order of the database, if any")
			.without(TypeRow.Place.ENDS, NO_ENDS)
			.without(TypeRow.Place.NULL, "as in Django, null is a document");
	}

	private static TypeRow whole(String property, String postgres, String h2, String mariaDb, Object... values) {
		return new TypeRow(Wholes.class, property, List.of(values), null, null, UnaryOperator.identity(),
				Map.of(TestDatabase.POSTGRESQL, postgres, TestDatabase.H2, h2, TestDatabase.MARIADB, mariaDb), Map.of(),
				Set.of())
			.without(TypeRow.Place.PARAMETER, OF_SEVERAL);
	}

	private static Object inUtc(Object value) {
		return switch (value) {
			case OffsetDateTime time -> time.withOffsetSameInstant(ZoneOffset.UTC);
			case ZonedDateTime time -> time.withZoneSameInstant(ZoneOffset.UTC);
			case Stamp stamp -> new Stamp(stamp.at().withOffsetSameInstant(ZoneOffset.UTC));
			default -> value;
		};
	}

}
