package io.asyncorm.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * A type that a column can have, with all that is known of it: a row of the one table of
 * types. To add a type, add a row; if it is new to SQL too, add it to {@link SqlType} and
 * to the dialects.
 *
 * @param javaType the class of values, boxed
 * @param sqlType the type in SQL
 * @param reader reads a column
 * @param fit checks form and magnitude of a value, and makes of it what columns can hold
 * @param binder converts a value to what drivers take for the SQL type
 * @param spelling how values are given as text
 * @param clock returns the current time as a value of the type; null if it is no date or
 * time
 * @since 0.1.0
 */
public record ColumnType(Class<?> javaType, SqlType sqlType, ColumnReader reader, UnaryOperator<Object> fit,
		UnaryOperator<Object> binder, TypeSpelling spelling, @Nullable Function<Clock, Object> clock) {

	private static final UnaryOperator<Object> AS_IT_IS = (value) -> value;

	private static final List<ColumnType> TABLE = List.of(
			new ColumnType(String.class, SqlType.TEXT, ResultSet::getString, Texts::requireWellFormed, Object::toString,
					TypeSpelling.of(TextParsers::text, TypeSpelling.ISO), null),
			new ColumnType(Boolean.class, SqlType.BOOLEAN, PrimitiveColumns::readBoolean, AS_IT_IS, AS_IT_IS,
					new TypeSpelling(TextParsers::truth, "it must be true or false, or 1 or 0", TextForms::truth),
					null),
			number(NumberType.SHORT, Short.class, SqlType.SMALLINT, PrimitiveColumns::readShort),
			number(NumberType.INTEGER, Integer.class, SqlType.INTEGER, PrimitiveColumns::readInt),
			number(NumberType.LONG, Long.class, SqlType.BIGINT, PrimitiveColumns::readLong),
			number(NumberType.FLOAT, Float.class, SqlType.REAL, PrimitiveColumns::readFloat),
			number(NumberType.DOUBLE, Double.class, SqlType.DOUBLE, PrimitiveColumns::readDouble),
			number(NumberType.DECIMAL, BigDecimal.class, SqlType.DECIMAL, ResultSet::getBigDecimal),
			number(NumberType.BIG_INTEGER, BigInteger.class, SqlType.DECIMAL, ColumnType::readInteger),
			time(LocalDate.class, SqlType.DATE, ServerTimes.reader(standard(LocalDate.class), ServerTimes::date),
					StorableTimes::date, LocalDate::parse,
					TextForms.temporal(TemporalForms::date, "a day as in 2026-01-31", "day or time"), LocalDate::now),
			time(LocalTime.class, SqlType.TIME, standard(LocalTime.class), StorableTimes::time, LocalTime::parse,
					TextForms.temporal(TemporalForms::time, "a time as in 09:30 or 09:30:15.5", "time"),
					LocalTime::now),
			time(LocalDateTime.class, SqlType.DATE_TIME,
					ServerTimes.reader(ColumnType::readDateTime, ServerTimes::dateTime), StorableTimes::dateTime,
					(text) -> LocalDateTime.parse(TextParsers.withT(text)),
					TextForms.temporal(TemporalForms::moment, "a date and time as in 2026-01-31T12:00:00",
							"day or time"),
					LocalDateTime::now),
			new ColumnType(Instant.class, SqlType.INSTANT,
					ServerTimes.reader(ColumnType::readInstant, ServerTimes::instant), StorableTimes::instant,
					ColumnType::bindInstant,
					new TypeSpelling(TextParsers::instant,
							"text must be a date and time with its offset, as in 2026-01-31T12:00:00Z",
							TextForms.temporal(TemporalForms::moment,
									"a date and time as in 2026-01-31T12:00:00Z, or without the offset",
									"day or time")),
					Instant::now),
			new ColumnType(Duration.class, SqlType.DURATION, Intervals::read, StorableTimes::duration, AS_IT_IS,
					new TypeSpelling(TextParsers.of(Duration::parse), TypeSpelling.ISO, TextForms::duration), null),
			new ColumnType(UUID.class, SqlType.UUID, standard(UUID.class), AS_IT_IS, AS_IT_IS,
					new TypeSpelling(TextParsers.of(TextParsers::uuid), "text must have 32 hexadecimal digits",
							TextForms::uuid),
					null),
			new ColumnType(byte[].class, SqlType.BYTES, ResultSet::getBytes, AS_IT_IS, AS_IT_IS,
					TypeSpelling.of((value) -> null, TypeSpelling.ISO), null));

	private static final Map<Class<?>, ColumnType> BY_CLASS = new HashMap<>();

	private static final Map<SqlType, UnaryOperator<Object>> BINDERS = new EnumMap<>(SqlType.class);

	/** Longer than any text of a value that is neither text nor number. */
	private static final int LONGEST_TEXT = 1_000;

	static {
		for (ColumnType type : TABLE) {
			BY_CLASS.put(type.javaType, type);
			BINDERS.putIfAbsent(type.sqlType, type.binder);
		}
	}

	/**
	 * Finds the type of a boxed class; null if columns cannot hold it without a
	 * converter.
	 */
	public static @Nullable ColumnType find(Class<?> boxed) {
		ColumnType type = BY_CLASS.get(boxed);
		if (type != null) {
			return type;
		}
		Class<?> constants = EnumColumns.find(boxed);
		if (constants != null) {
			return EnumColumns.type(constants);
		}
		return ArrayColumns.isArray(boxed) ? ArrayColumns.type(boxed) : null;
	}

	/** The type of a class that columns are known to hold. */
	static ColumnType required(Class<?> boxed) {
		return Objects.requireNonNull(find(boxed));
	}

	/** Whether a class is that of arrays that columns can hold; bytes are one value. */
	public static boolean isArray(Class<?> type) {
		return !BY_CLASS.containsKey(type) && ArrayColumns.isArray(type);
	}

	/**
	 * The class that a value counts as: of an enum's constant that has a body, and with
	 * it a class of its own, the enum.
	 */
	public static Class<?> classOf(Object value) {
		return (value instanceof Enum<?> constant) ? constant.getDeclaringClass() : value.getClass();
	}

	/**
	 * The names of the constants of an enum, which columns hold; none of another class.
	 */
	public static List<String> constants(Class<?> boxed) {
		Class<?> constants = EnumColumns.find(boxed);
		return (constants != null) ? EnumColumns.names(constants) : List.of();
	}

	/** Whether columns can hold values of a boxed class without a converter. */
	public static boolean isSimple(Class<?> boxed) {
		return BY_CLASS.containsKey(boxed) || EnumColumns.find(boxed) != null || ArrayColumns.isArray(boxed);
	}

	/**
	 * The type that values of a boxed class have in SQL: an enum is stored by its name,
	 * an array of such as an array, and a class that is no simple value as a JSON
	 * document.
	 */
	public static SqlType sqlType(Class<?> boxed) {
		ColumnType type = BY_CLASS.get(boxed);
		if (type != null) {
			return type.sqlType;
		}
		return (EnumColumns.find(boxed) != null) ? SqlType.TEXT
				: ArrayColumns.isArray(boxed) ? SqlType.ARRAY : SqlType.JSON;
	}

	/**
	 * Converts a value to what drivers take for an SQL type.
	 * @throws UnfitValueException if a database could not store it, or would change it
	 */
	public static Object bind(SqlType type, Object value) {
		StandIn standIn = StandIn.find(value.getClass());
		Object plain = (standIn != null) ? standIn.store(value)
				: (value instanceof Enum<?> constant) ? constant.name() : value;
		ColumnType own = BY_CLASS.get(plain.getClass());
		Object fit = (own != null) ? own.fit(plain) : plain;
		UnaryOperator<Object> binder = BINDERS.get(type);
		return (binder != null) ? binder.apply(fit) : fit;
	}

	/**
	 * Whether drivers take values of a boxed class that are {@link #fit fit} as they are,
	 * for the type that they have in SQL; some databases leave out a few of these.
	 */
	public static boolean isBoundAsItIs(Class<?> boxed) {
		ColumnType type = BY_CLASS.get(boxed);
		return type != null && (type.binder == AS_IT_IS || boxed == String.class || boxed == BigDecimal.class);
	}

	/**
	 * Returns a value as columns hold it, so that it is found by what was stored: times
	 * have no more than microseconds.
	 * @throws UnfitValueException if a database could not store it, or would change it
	 */
	public Object fit(Object value) {
		try {
			return this.fit.apply(value);
		}
		catch (ArithmeticException ex) {
			throw new UnfitValueException(String.valueOf(ex.getMessage()), ex);
		}
	}

	/** The length of the longest text that may be parsed as a value. */
	int longestText() {
		boolean any = this.sqlType == SqlType.TEXT || Number.class.isAssignableFrom(this.javaType);
		return any ? Integer.MAX_VALUE : LONGEST_TEXT;
	}

	/**
	 * Converts a point in time to the local date and time of a zone, which a column holds
	 * instead of it, or the reverse. A day begins when it begins there.
	 */
	public static Object inZone(Object value, ZoneId zone) {
		return switch (value) {
			case Instant instant -> StorableTimes.toLocal(instant, zone);
			case LocalDateTime local -> StorableTimes.toOffset(local, zone);
			case LocalDate day -> StorableTimes.toOffset(day, zone);
			default -> value;
		};
	}

	/** The reader of a column, which errors name. */
	public ColumnReader reader(String what) {
		if (this.sqlType == SqlType.ARRAY) {
			return ArrayColumns.reader(this.javaType.getComponentType(), what);
		}
		return this.javaType.isEnum() ? EnumColumns.reader(this.javaType, what) : this.reader;
	}

	/** The type of the elements of an array; of anything else, the type itself. */
	public ColumnType single() {
		ColumnType element = (this.sqlType == SqlType.ARRAY) ? ArrayColumns.element(this.javaType) : null;
		return (element != null) ? element : this;
	}

	/** Whether the type, or that of its elements, has precision and scale. */
	public boolean isDecimal() {
		return single().sqlType == SqlType.DECIMAL;
	}

	/** Whether the type, or that of its elements, has a length. */
	public boolean hasLength() {
		SqlType type = single().sqlType;
		return type == SqlType.TEXT || type == SqlType.BYTES;
	}

	/**
	 * The current time as a value of the type.
	 * @throws IllegalStateException if it is no date or time
	 */
	public Object now(Clock clock) {
		if (this.clock == null) {
			throw new IllegalStateException("No time: " + this.javaType);
		}
		return this.clock.apply(clock);
	}

	private static ColumnType number(NumberType number, Class<?> javaType, SqlType sqlType, ColumnReader reader) {
		UnaryOperator<Object> binder = (sqlType == SqlType.DECIMAL) ? ColumnType::bindDecimal
				: (sqlType == SqlType.REAL) ? ColumnType::bindReal : AS_IT_IS;
		TextForms.Form form = NumberType.isFloating(javaType) ? TextForms::floating : null;
		return new ColumnType(javaType, sqlType, reader, (value) -> NumberType.requireSize((Number) value), binder,
				new TypeSpelling(number::convert, "it is no such number, or does not fit without loss", form), null);
	}

	private static ColumnType time(Class<?> javaType, SqlType sqlType, ColumnReader reader, UnaryOperator<Object> fit,
			Function<String, Object> parser, TextForms.Form form, Function<Clock, Object> clock) {
		return new ColumnType(javaType, sqlType, reader, fit, AS_IT_IS,
				new TypeSpelling(TextParsers.of(parser), TypeSpelling.ISO, form), clock);
	}

	private static ColumnReader standard(Class<?> type) {
		return (row, column) -> row.getObject(column, type);
	}

	private static @Nullable Object readInteger(ResultSet row, int column) throws SQLException {
		BigDecimal decimal = row.getBigDecimal(column);
		try {
			return (decimal != null) ? decimal.toBigIntegerExact() : null;
		}
		catch (ArithmeticException ex) {
			throw new DataRetrievalFailureException(
					"Column " + column + " of the result holds a number with a fraction: read it as a BigDecimal", ex);
		}
	}

	private static @Nullable Object readDateTime(ResultSet row, int column) throws SQLException {
		LocalDateTime dateTime = row.getObject(column, LocalDateTime.class);
		return (dateTime != null) ? StorableTimes.toDateTime(dateTime) : null;
	}

	private static @Nullable Object readInstant(ResultSet row, int column) throws SQLException {
		OffsetDateTime dateTime = row.getObject(column, OffsetDateTime.class);
		return (dateTime != null) ? StorableTimes.toInstant(dateTime) : null;
	}

	private static Object bindDecimal(Object value) {
		return switch (value) {
			case BigInteger integer -> new BigDecimal(integer);
			case Double number when Double.isFinite(number) -> BigDecimal.valueOf(number);
			case Float number when Float.isFinite(number) -> new BigDecimal(number.toString());
			default -> value;
		};
	}

	/**
	 * A number of four bytes, unless it is out of their range: H2 compares the elements
	 * of an array as they are.
	 */
	private static Object bindReal(Object value) {
		if (!(value instanceof Double number)) {
			return value;
		}
		float real = number.floatValue();
		boolean fits = Double.isFinite(number) == Float.isFinite(real) && (number == 0) == (real == 0);
		return fits ? (Object) real : number;
	}

	private static Object bindInstant(Object value) {
		return (value instanceof Instant instant) ? StorableTimes.toOffset(instant) : value;
	}

}
