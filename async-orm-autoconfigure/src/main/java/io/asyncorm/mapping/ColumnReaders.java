package io.asyncorm.mapping;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import io.asyncorm.model.ModelField;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * Finds the reader of a column by the Java type that its values are to have. Each is
 * chosen once, when a statement is first compiled.
 */
final class ColumnReaders {

	private static final Map<Class<?>, ColumnReader> READERS = Map.ofEntries(
			Map.entry(String.class, ResultSet::getString),
			Map.entry(Boolean.class, (row, column) -> orNull(row, row.getBoolean(column))),
			Map.entry(Short.class, (row, column) -> orNull(row, row.getShort(column))),
			Map.entry(Integer.class, (row, column) -> orNull(row, row.getInt(column))),
			Map.entry(Long.class, (row, column) -> orNull(row, row.getLong(column))),
			Map.entry(Float.class, (row, column) -> orNull(row, row.getFloat(column))),
			Map.entry(Double.class, (row, column) -> orNull(row, row.getDouble(column))),
			Map.entry(BigDecimal.class, ResultSet::getBigDecimal),
			Map.entry(BigInteger.class, ColumnReaders::readInteger),
			Map.entry(LocalDate.class, standard(LocalDate.class)),
			Map.entry(LocalTime.class, standard(LocalTime.class)),
			Map.entry(LocalDateTime.class, standard(LocalDateTime.class)),
			Map.entry(Instant.class, ColumnReaders::readInstant), Map.entry(Duration.class, Intervals::read),
			Map.entry(UUID.class, standard(UUID.class)), Map.entry(byte[].class, ResultSet::getBytes));

	/** Fails where a number is too great. */
	private static final Map<Class<?>, Function<BigInteger, Number>> WHOLE = Map.of(Short.class,
			BigInteger::shortValueExact, Integer.class, BigInteger::intValueExact, Long.class,
			BigInteger::longValueExact);

	private final JsonFormat json;

	ColumnReaders(JsonFormat json) {
		this.json = json;
	}

	/** The reader of a field's column. */
	ColumnReader of(ModelField field) {
		return of(field.type(), field.json() ? field.genericType() : null, "'" + field + "'");
	}

	/** The reader of a single value. */
	ColumnReader of(RowLayout.ValueLayout value) {
		if (value.zone() != null) {
			return inZone(value.zone());
		}
		Function<BigInteger, Number> narrowing = WHOLE.get(value.type());
		if (narrowing != null) {
			return (row, column) -> readWhole(row, column, value.type(), narrowing);
		}
		return of(value.type(), value.json() ? value.type() : null, "A column of the result");
	}

	private ColumnReader of(Class<?> type, @Nullable Type document, String what) {
		if (document != null) {
			return (row, column) -> readDocument(row.getString(column), document, what);
		}
		if (type.isEnum()) {
			return constants(type, what);
		}
		return READERS.getOrDefault(type, ResultSet::getObject);
	}

	private @Nullable Object readDocument(@Nullable String document, Type type, String what) {
		try {
			return (document != null) ? this.json.read(document, type) : null;
		}
		catch (DataRetrievalFailureException ex) {
			throw new DataRetrievalFailureException(what + ": " + ex.getMessage(), ex);
		}
	}

	private static ColumnReader constants(Class<?> type, String what) {
		Map<String, Object> constants = new HashMap<>();
		for (Object constant : type.getEnumConstants()) {
			constants.put(((Enum<?>) constant).name(), constant);
		}
		return (row, column) -> {
			String name = row.getString(column);
			Object constant = constants.get(name);
			if (name != null && constant == null) {
				throw new DataRetrievalFailureException(what + " holds '" + name + "', which is no constant of '"
						+ type.getName() + "': add the constant, or mend the row. There are: "
						+ String.join(", ", constants.keySet().stream().sorted().toList()));
			}
			return constant;
		};
	}

	private static ColumnReader standard(Class<?> type) {
		return (row, column) -> row.getObject(column, type);
	}

	private static @Nullable Object orNull(ResultSet row, Object value) throws SQLException {
		return row.wasNull() ? null : value;
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

	/**
	 * An integer that was computed: the database may have made a wider one of it, or one
	 * with a fraction, which is cut off as Django cuts it.
	 */
	private static @Nullable Object readWhole(ResultSet row, int column, Class<?> type,
			Function<BigInteger, Number> narrowing) throws SQLException {
		Object value = row.getObject(column);
		if (type.isInstance(value)) {
			return value;
		}
		try {
			BigDecimal number = row.getBigDecimal(column);
			return (number != null) ? narrowing.apply(number.toBigInteger()) : null;
		}
		catch (ArithmeticException ex) {
			throw new DataRetrievalFailureException("Column " + column + " of the result holds a number that is no "
					+ type.getSimpleName() + ": make another type of it with as(...)", ex);
		}
	}

	/** The first of two points in time that have the same local date and time. */
	private static ColumnReader inZone(ZoneId zone) {
		return (row, column) -> {
			LocalDateTime local = row.getObject(column, LocalDateTime.class);
			return (local != null) ? local.atZone(zone).toInstant() : null;
		};
	}

	private static @Nullable Object readInstant(ResultSet row, int column) throws SQLException {
		OffsetDateTime dateTime = row.getObject(column, OffsetDateTime.class);
		return (dateTime != null) ? dateTime.toInstant() : null;
	}

}
