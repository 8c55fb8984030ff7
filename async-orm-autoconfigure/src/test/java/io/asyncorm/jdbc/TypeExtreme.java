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
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.asyncorm.model.Range;
import io.asyncorm.testdatabase.TestDatabase;

import static java.util.Map.entry;

/**
 * A value that is the first, the last or the oddest of its type.
 *
 * @param value the value
 * @param read what is read of it
 * @param refused the databases whose columns cannot hold it
 */
record TypeExtreme(Object value, Object read, Set<TestDatabase> refused) {

	private static final Map<String, List<TypeExtreme>> TABLE = Map.ofEntries(
			entry("text",
					of(held("", " a ", "NULL", "\u00e4\u6f22\ud83d\ude00", "{\"a\",b\\'}", "a\r\n\tb",
							"x".repeat(9_000)), notOnPostgres("a\0b"), refused("\ud83d"))),
			entry("shortNumber", held(Short.MIN_VALUE, Short.MAX_VALUE)),
			entry("integer", held(Integer.MIN_VALUE, Integer.MAX_VALUE)),
			entry("longNumber", held(Long.MIN_VALUE, Long.MAX_VALUE)),
			entry("real",
					of(held(-0.0f, Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, 0.1f, 16_777_217f),
							notOnMariaDb(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY))),
			entry("floating",
					of(held(-0.0, Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, 0.1, 1e23),
							notOnMariaDb(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))),
			entry("decimal",
					of(held(new BigDecimal("99999999.99"), new BigDecimal("-99999999.99"), new BigDecimal("0.00")),
							refused(new BigDecimal("100000000"), new BigDecimal("0.005")))),
			entry("number", of(held(BigDecimal.ZERO, new BigDecimal("1.50"), new BigDecimal("-0.000000000000000001")))),
			entry("big",
					of(held(BigInteger.ZERO, BigInteger.TEN.pow(34).negate()), notOnMariaDb(BigInteger.TEN.pow(60)))),
			entry("date",
					of(held(LocalDate.of(1, 1, 1), LocalDate.of(1582, 10, 10), LocalDate.of(9999, 12, 31)),
							notOnMariaDb(LocalDate.of(-4712, 1, 1), LocalDate.of(294_276, 12, 31),
									LocalDate.of(0, 2, 29), LocalDate.MIN, LocalDate.MAX),
							refused(LocalDate.of(-4713, 1, 1), LocalDate.of(294_277, 1, 1)))),
			entry("time",
					of(held(LocalTime.MIN, LocalTime.of(23, 59, 59, 999_999_000)),
							List.of(becomes(LocalTime.MAX, LocalTime.of(23, 59, 59, 999_999_000))))),
			entry("local", of(notOnMariaDb(LocalDateTime.of(0, 2, 29, 12, 30)),
					held(LocalDateTime.of(1, 1, 1, 0, 0), LocalDateTime.of(2026, 3, 8, 2, 30),
							LocalDateTime.of(2026, 3, 29, 2, 30), LocalDateTime.of(1582, 10, 10, 0, 0),
							LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000)),
					notOnMariaDb(LocalDateTime.of(-4712, 1, 1, 0, 0), LocalDateTime.of(12_026, 1, 1, 0, 0),
							LocalDateTime.MIN, LocalDateTime.MAX),
					refused(LocalDateTime.of(294_277, 1, 1, 0, 0)))),
			entry("instant",
					of(held(Instant.EPOCH, Instant.parse("0001-01-02T00:00:00Z"), Instant.parse("2026-03-29T01:30:00Z"),
							Instant.parse("2026-03-08T07:30:00.123456Z"), Instant.parse("1890-01-01T00:00:00Z"),
							Instant.parse("9999-12-31T23:59:59.999999Z")),
							notOnMariaDb(Instant.parse("0000-02-29T12:00:00Z"), Instant.parse("-4712-01-01T00:00:00Z"),
									Instant.parse("+12026-01-01T00:00:00Z"), Instant.MIN, Instant.MAX),
							List.of(becomes(Instant.ofEpochSecond(1, 1_999), Instant.ofEpochSecond(1, 1_000))),
							refused(Instant.parse("+294277-01-01T00:00:00Z")))),
			entry("length",
					of(held(Duration.ZERO, Duration.ofSeconds(-1).minusNanos(500_000_000),
							Duration.ofDays(400).plusNanos(1_000), Duration.ofDays(-400), Duration.ofHours(25)),
							List.of(becomes(Duration.ofNanos(1_999), Duration.ofNanos(1_000)),
									becomes(Duration.ofNanos(-1_999), Duration.ofNanos(-1_000))),
							refused(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MIN_VALUE)))),
			entry("uuid", held(new UUID(0, 0), new UUID(-1, -1))),
			entry("bytes", held(new byte[0], new byte[] { 0, -1, 92, 39 })),
			entry("letter", of(held(' ', '\'', '\\', '\ufffd'), refused('\0', '\ud83d'))),
			entry("offset",
					List.of(becomes(OffsetDateTime.parse("2026-03-29T02:30:00+18:00"),
							OffsetDateTime.parse("2026-03-28T08:30:00Z")))),
			entry("zoned",
					List.of(becomes(ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]"),
							ZonedDateTime.parse("2026-10-25T01:30:00Z")))),
			entry("year", held(Year.of(Year.MIN_VALUE), Year.of(Year.MAX_VALUE), Year.of(0))),
			entry("month",
					of(held(YearMonth.of(1, 1), YearMonth.of(9999, 12)),
							notOnMariaDb(YearMonth.of(-4712, 1), YearMonth.of(294_276, 12)),
							refused(YearMonth.of(294_277, 1)))),
			entry("link", held(URI.create(""), URI.create("urn:isbn:1"), URI.create("mailto:a@example.org"))),
			entry("language", of(held(Locale.forLanguageTag("sr-Latn-RS")), refused(Locale.of("en", "US", "POSIX/x")))),
			entry("money", held(Currency.getInstance("XAU"))),
			entry("integerRange",
					of(held(Range.all(), Range.none(), Range.lessThan(3), Range.atLeast(3)),
							List.of(becomes(Range.closed(1, 3), Range.of(1, 4)),
									becomes(Range.of(2, 2), Range.none())))),
			entry("longRange",
					held(Range.all(), Range.none(), Range.atLeast(Long.MAX_VALUE - 1), Range.atLeast(Long.MIN_VALUE))),
			entry("decimalRange", held(Range.all(), Range.none(), Range.lessThan(BigDecimal.ZERO),
					Range.closed(new BigDecimal("-1E-10"), new BigDecimal("1.10")))),
			entry("dateRange", of(held(Range.all(), Range.none(), Range.of(LocalDate.MIN, LocalDate.of(2026, 1, 1)),
					Range.closed(LocalDate.of(2026, 1, 1), LocalDate.MAX), Range.atLeast(LocalDate.of(2026, 1, 1)),
					Range.of(LocalDate.of(0, 1, 1), LocalDate.of(12_026, 1, 1))),
					List.of(becomes(Range.closed(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31)),
							Range.of(LocalDate.of(1, 1, 1), LocalDate.of(10_000, 1, 1)))),
					refused(Range.of(LocalDate.of(-4713, 1, 1), LocalDate.of(1, 1, 1))))),
			entry("localRange", held(Range.all(), Range.none(), Range.atLeast(LocalDateTime.MIN),
					Range.of(LocalDateTime.of(2026, 1, 1, 0, 0), LocalDateTime.MAX),
					Range.closed(LocalDateTime.of(1, 1, 1, 0, 0), LocalDateTime.of(9999, 12, 31, 23, 59, 59)))),
			entry("instantRange",
					of(held(Range.all(), Range.none(), Range.lessThan(Instant.MAX),
							Range.of(Instant.EPOCH, Instant.MAX), Range.atLeast(Instant.EPOCH),
							Range.closed(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"))),
							refused(Range.of(Instant.EPOCH, Instant.parse("+294277-01-01T00:00:00Z"))))),
			entry("textSet", held(Set.of(), Set.of("NULL", "", "{}"))),
			entry("textArray", held((Object) new String[0], (Object) new String[] { "NULL", "a,b", "\\" })));

	/** Those of a row: a list holds all that its elements can be, nothing, and null. */
	static List<TypeExtreme> of(TypeRow row) {
		List<TypeExtreme> own = TABLE.getOrDefault(row.property(), List.of());
		if (row.model() != OwnTypeModels.Lists.class) {
			return own;
		}
		List<Object> values = new ArrayList<>(own.stream()
			.filter((one) -> one.refused.isEmpty() || !one.isRefused(TestDatabase.POSTGRESQL))
			.map(TypeExtreme::value)
			.toList());
		List<Object> read = new ArrayList<>(
				own.stream().filter((one) -> !one.isRefused(TestDatabase.POSTGRESQL)).map(TypeExtreme::read).toList());
		List<TypeExtreme> lists = new ArrayList<>(
				List.of(becomes(List.copyOf(values), List.copyOf(read)), becomes(List.of(), List.of())));
		values.add(null);
		read.add(null);
		lists.add(becomes(values, read));
		own.stream()
			.filter((one) -> one.isRefused(TestDatabase.POSTGRESQL))
			.forEach((one) -> lists.addAll(refused(List.of(one.value()))));
		return lists;
	}

	/** Whether it can be a key of a database, in which keys may be short. */
	boolean isKey(TestDatabase database) {
		return !isRefused(database) && !(this.value instanceof CharSequence);
	}

	boolean isRefused(TestDatabase database) {
		return this.refused.contains(database);
	}

	@SafeVarargs
	private static List<TypeExtreme> of(List<TypeExtreme>... lists) {
		List<TypeExtreme> all = new ArrayList<>();
		for (List<TypeExtreme> list : lists) {
			all.addAll(list);
		}
		return all;
	}

	private static List<TypeExtreme> held(Object... values) {
		return all(Set.of(), values);
	}

	private static List<TypeExtreme> refused(Object... values) {
		return all(Set.of(TestDatabase.values()), values);
	}

	private static List<TypeExtreme> notOnPostgres(Object... values) {
		return all(Set.of(TestDatabase.POSTGRESQL), values);
	}

	private static List<TypeExtreme> notOnMariaDb(Object... values) {
		return all(Set.of(TestDatabase.MARIADB), values);
	}

	private static List<TypeExtreme> all(Set<TestDatabase> refused, Object... values) {
		return Arrays.stream(values).map((value) -> new TypeExtreme(value, value, refused)).toList();
	}

	private static TypeExtreme becomes(Object value, Object read) {
		return new TypeExtreme(value, read, Set.of());
	}

	@Override
	public String toString() {
		String text = (this.value instanceof Object[] array) ? Arrays.toString(array) : this.value.toString();
		return text.replace('\0', '0').substring(0, Math.min(text.length(), 50));
	}

}
