package io.asyncorm.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The type of a {@link RandomField}. */
enum RandomType {

	/** A small number. */
	BYTE("byte", "Byte", "smallint", "%d %% 100", "5", "1 + 2"),

	/** A number of two bytes. */
	SHORT("short", "Short", "smallint", "%d", "5", "1 + 3"),

	/** A number of four bytes. */
	INT("int", "Integer", "integer", "%d", "5", "1 + 4"),

	/** A number of eight bytes. */
	LONG("long", "Long", "bigint", "%d", "5", "1 + 5"),

	/** A number of any size. */
	DECIMAL("BigDecimal", "BigDecimal", "numeric", "%d.25", "5", "1 + 6"),

	/** A number of some digits. */
	PRICE("BigDecimal", "BigDecimal", "numeric(9, 2)", "%d.25", "5", "1.5"),

	/** A number with fractions. */
	DOUBLE("double", "Double", "double precision", "%d.5", "1.5", "0.5 + 2"),

	/** True or false. */
	BOOLEAN("boolean", "Boolean", "boolean", "%d %% 2 = 0", "true", "false"),

	/** A letter. */
	CHAR("char", "Character", "varchar(1)", "chr(97 + %d %% 26)", "x", "'y'"),

	/** A text. */
	TEXT("String", "String", "text", "'text %d'", "", ""),

	/** A text of a type that is declared. */
	DECLARED("String", "String", "varchar(40)", "'text %d'", "it", "'it'"),

	/** An enum. */
	STATE("State", "State", "text", "('{ON,OFF}'::text[])[1 + %d %% 2]", "ON", "'OFF'"),

	/** An enum of the database. */
	MOOD("Mood", "Mood", "mood", "('{M1,M2}'::mood[])[1 + %d %% 2]", "M1", "'M2'"),

	/** A value with a converter. */
	CODED("State", "State", "text", "('{N,F}'::text[])[1 + %d %% 2]", "ON", "'F'"),

	/** A day. */
	DAY("LocalDate", "LocalDate", "date", "date '2000-01-01' + %d", "2020-02-29", "current_date"),

	/** A month. */
	MONTH("YearMonth", "YearMonth", "date", "(date '2000-01-01' + %d * interval '1 month')::date", "2020-02",
			"'2026-01-01'"),

	/** A year. */
	YEAR("Year", "Year", "integer", "2000 + %d", "2020", "2026"),

	/** A day and a time. */
	LOCAL("LocalDateTime", "LocalDateTime", "timestamp", "timestamp '2000-01-01 10:00' + %d * interval '1 hour'",
			"2020-02-29T10:15:00", "'2026-01-01 12:00'"),

	/** A point in time. */
	MOMENT("Instant", "Instant", "timestamptz", "timestamptz '2000-01-01 10:00Z' + %d * interval '1 hour'",
			"2020-02-29T10:15:00Z", "now()"),

	/** A time of day. */
	TIME("LocalTime", "LocalTime", "time", "time '10:00' + %d * interval '1 second'", "10:15:00", "'12:00'"),

	/** A length of time. */
	DURATION("Duration", "Duration", "interval", "%d * interval '1 second'", "PT1H", "'5 seconds'"),

	/** Many digits. */
	UUID("UUID", "UUID", "uuid", "('00000000-0000-0000-0000-' || lpad('%d', 12, '0'))::uuid",
			"0190163d-8694-739b-aea5-966c26f8ad91", "gen_random_uuid()"),

	/** Where something is. */
	URI("URI", "URI", "text", "'https://example.org/%d'", "https://example.org", "'urn:a'"),

	/** A language. */
	LOCALE("Locale", "Locale", "varchar(35)", "('{de,en-US}'::text[])[1 + %d %% 2]", "fr", "'en'"),

	/** Bytes. */
	BYTES("byte[]", "byte[]", "bytea", "decode(lpad('%d', 6, '0'), 'hex')", null, "'\\x01'"),

	/** A document. */
	DOCUMENT("Map<String, Object>", "Map<String, Object>", "jsonb", "jsonb_build_object('a', %d)", null,
			"'{\"a\": 1}'"),

	/** Texts. */
	TEXTS("List<String>", "List<String>", "text[]", "array['a', 'b%d']", null, "'{}'"),

	/** Numbers. */
	NUMBERS("Set<Integer>", "Set<Integer>", "integer[]", "array[1, %d]", null, "'{1,2}'"),

	/** Greater numbers. */
	LONGS("List<Long>", "List<Long>", "bigint[]", "array[1, %d]", null, "'{3}'"),

	/** Enums. */
	STATES("List<State>", "List<State>", "text[]", "array['ON', 'OFF']", null, "'{ON}'"),

	/** Enums of the database. */
	MOODS("List<Mood>", "List<Mood>", "mood[]", "'{M1,M2}'::mood[]", null, "'{M1}'"),

	/** Days. */
	DAYS("LocalDate[]", "LocalDate[]", "date[]", "array[date '2000-01-01' + %d]", null, "'{2026-01-01}'"),

	/** From a number to another. */
	RANGE("Range<Integer>", "Range<Integer>", "int4range", "int4range(%d, null)", null, "'[1,5)'"),

	/** From a greater number to another. */
	LONG_RANGE("Range<Long>", "Range<Long>", "int8range", "int8range(%d, null)", null, "'[1,5)'"),

	/** From a point in time to another. */
	SPAN("Range<Instant>", "Range<Instant>", "tstzrange",
			"tstzrange(timestamptz '2000-01-01 10:00Z' + %d * interval '1 hour', null)", null, "'empty'");

	private static final List<RandomType> NUMERIC = List.of(BYTE, SHORT, INT, LONG, DECIMAL, PRICE);

	private static final List<RandomType> DISTINCT = List.of(SHORT, INT, LONG, DECIMAL, PRICE, DOUBLE, TEXT, DECLARED,
			DAY, MONTH, YEAR, LOCAL, MOMENT, DURATION, UUID, URI, NUMBERS, LONGS, RANGE);

	private final String java;

	private final String boxed;

	private final String sql;

	private final String value;

	private final @Nullable String constant;

	private final String databaseDefault;

	RandomType(String java, String boxed, String sql, String value, @Nullable String constant, String databaseDefault) {
		this.java = java;
		this.boxed = boxed;
		this.sql = sql;
		this.value = value;
		this.constant = constant;
		this.databaseDefault = databaseDefault;
	}

	String java(boolean nullable) {
		return nullable ? this.boxed : this.java;
	}

	/** The type of the column, without a length. */
	String sql() {
		return this.sql;
	}

	/** What stands in {@code @Column} besides. */
	String column() {
		return switch (this) {
			case PRICE -> ", precision = 9, scale = 2";
			case DECLARED, MOOD, MOODS -> ", type = \"" + this.sql + '"';
			default -> "";
		};
	}

	/** What stands at the property besides. */
	String annotation() {
		return switch (this) {
			case CODED -> "@Convert(StateCode.class) ";
			case DOCUMENT -> "@Json ";
			default -> "";
		};
	}

	boolean isNumber() {
		return NUMERIC.contains(this);
	}

	/** Whether values of rows that are inserted differ. */
	boolean isDistinct() {
		return DISTINCT.contains(this);
	}

	/** A value of a row, as SQL. */
	String value(int number) {
		return this.value.formatted(number);
	}

	/** The text of {@code @DefaultValue}; null if there is none. */
	@Nullable String constant(String name) {
		return (this == TEXT) ? RandomText.of(name) : this.constant;
	}

	/** A default of the database. */
	String databaseDefault(String name) {
		return (this == TEXT) ? RandomText.constant(name) : this.databaseDefault;
	}

	/** A check, with a place for the column; null if there is none. */
	@Nullable String check(String name, int number) {
		return switch (this) {
			case BYTE, SHORT, INT, LONG, DECIMAL, PRICE, DOUBLE, YEAR -> "%s >= -" + number;
			case TEXT -> "%s <> " + RandomText.constant(name) + " || '!'";
			case STATE -> "%s in ('ON', 'OFF', 'S" + number + "')";
			case MOOD -> "%s <> 'M" + (3 + number % 3) + "'";
			case DAY -> "%s > date '1900-01-01' - " + number;
			case TEXTS, NUMBERS, LONGS, DAYS -> "cardinality(%s) < 5 + " + number;
			case DOCUMENT -> "jsonb_typeof(%s) = 'object'";
			case RANGE, LONG_RANGE -> "lower(%s) < 100000 + " + number;
			default -> null;
		};
	}

	/** How an index for what it holds is built; null for as most are. */
	@Nullable String indexMethod() {
		return switch (this) {
			case DOCUMENT, TEXTS, NUMBERS, LONGS, DAYS, STATES -> "gin";
			case RANGE, LONG_RANGE, SPAN -> "gist";
			case TEXT, UUID, URI -> "hash";
			case DAY, MOMENT -> "brin";
			default -> null;
		};
	}

	/** What a property may be instead, such that its values are kept. */
	List<RandomType> becomes() {
		return switch (this) {
			case BYTE -> List.of(SHORT, INT);
			case SHORT -> List.of(INT);
			case INT -> List.of(LONG, DECIMAL);
			case LONG -> List.of(DECIMAL, TEXT);
			case PRICE -> List.of(DECIMAL);
			case DECIMAL, BOOLEAN, CHAR, DECLARED, STATE, LOCAL, MOMENT, TIME, DURATION, UUID, URI, LOCALE, DOUBLE,
					DOCUMENT ->
				List.of(TEXT);
			case TEXT -> List.of(TEXT);
			case DAY -> List.of(LOCAL, TEXT);
			case MONTH -> List.of(DAY);
			case YEAR -> List.of(INT);
			case NUMBERS -> List.of(LONGS);
			case LONGS, STATES, DAYS -> List.of(TEXTS);
			case RANGE -> List.of(LONG_RANGE);
			case MOOD, MOODS, CODED, BYTES, TEXTS, LONG_RANGE, SPAN -> List.of();
		};
	}

}
