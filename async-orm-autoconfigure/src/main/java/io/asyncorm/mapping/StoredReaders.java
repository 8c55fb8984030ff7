package io.asyncorm.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.asyncorm.model.ModelField;
import io.asyncorm.sql.SqlType;
import io.asyncorm.type.ColumnReader;
import io.asyncorm.type.NumberType;
import io.asyncorm.type.StorableTimes;
import io.asyncorm.type.StoredColumn;
import io.asyncorm.type.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * Readers of what stands in a database as another type, since the database has none of
 * its own for it.
 */
final class StoredReaders {

	private StoredReaders() {
	}

	/**
	 * The reader for values of a Java class; null if they stand there as what they are.
	 * @param stored the type whose values stand in the columns of a type
	 */
	static @Nullable ColumnReader find(Class<?> type, UnaryOperator<SqlType> stored) {
		if (type == Instant.class && stored.apply(SqlType.INSTANT) == SqlType.DATE_TIME) {
			return StoredReaders::readUtc;
		}
		return (type == Duration.class && stored.apply(SqlType.DURATION) == SqlType.BIGINT)
				? StoredReaders::readMicroseconds : null;
	}

	/**
	 * The reader of a column that is of another type than its property has by itself;
	 * null if drivers read it as that type.
	 */
	static @Nullable ColumnReader find(ModelField field) {
		StoredColumn stored = field.stored();
		if (stored == null || !stored.isSpecial()) {
			return null;
		}
		if (stored.binding().padded() && field.type() == String.class) {
			return padded(field.javaType());
		}
		NumberType number = NumberType.find(field.type());
		if (number != null && stored.binding().cast() != null && stored.binding().readAs() == SqlType.DECIMAL) {
			return (row, column) -> readAmount(row, column, number);
		}
		ZoneId zone = stored.binding().zone();
		if (field.type() == UUID.class && stored.binding().type() == SqlType.TEXT) {
			return StoredReaders::readUuid;
		}
		if (field.type() == LocalDate.class) {
			return (zone != null) ? (row, column) -> local(row, column, zone, LocalDateTime::toLocalDate)
					: StoredReaders::readDay;
		}
		if (zone == null) {
			return null;
		}
		return (field.type() == Instant.class) ? inZone(zone)
				: (row, column) -> local(row, column, zone, (local) -> local);
	}

	/**
	 * Reads a local date and time as a point in time. Where clocks are set back, it is
	 * the first of the two.
	 */
	static ColumnReader inZone(ZoneId zone) {
		return (row, column) -> {
			LocalDateTime local = row.getObject(column, LocalDateTime.class);
			return (local != null) ? StorableTimes.toInstant(local, zone) : null;
		};
	}

	private static @Nullable Object local(ResultSet row, int column, ZoneId zone, Function<LocalDateTime, Object> part)
			throws SQLException {
		OffsetDateTime point = row.getObject(column, OffsetDateTime.class);
		return (point != null) ? part.apply(StorableTimes.toLocal(point, zone)) : null;
	}

	private static @Nullable Object readDay(ResultSet row, int column) throws SQLException {
		LocalDateTime local = row.getObject(column, LocalDateTime.class);
		return (local != null) ? local.toLocalDate() : null;
	}

	/**
	 * The reader of a text that was filled up with blanks, of which a character is one.
	 * @param javaType the boxed type of the property
	 */
	static ColumnReader padded(Class<?> javaType) {
		String blank = (javaType == Character.class) ? " " : "";
		return (row, column) -> {
			String text = row.getString(column);
			String stripped = (text != null) ? Texts.withoutTrailingBlanks(text) : null;
			return (stripped != null && stripped.isEmpty()) ? blank : stripped;
		};
	}

	/** A number, or an amount of money, which a write gives back as a text. */
	private static @Nullable Object readAmount(ResultSet row, int column, NumberType type) throws SQLException {
		String text = row.getString(column);
		try {
			return (text != null) ? type.exact(AmountText.parse(text)) : null;
		}
		catch (ArithmeticException ex) {
			throw new DataRetrievalFailureException("Column " + column + " of the result holds '" + text
					+ "', which the property cannot hold: declare a BigDecimal", ex);
		}
	}

	private static @Nullable Object readUuid(ResultSet row, int column) throws SQLException {
		String text = row.getString(column);
		try {
			return (text != null) ? UUID.fromString(text.strip()) : null;
		}
		catch (IllegalArgumentException ex) {
			throw new DataRetrievalFailureException("Column " + column + " of the result holds a text that is no UUID",
					ex);
		}
	}

	private static @Nullable Object readUtc(ResultSet row, int column) throws SQLException {
		LocalDateTime utc = row.getObject(column, LocalDateTime.class);
		return (utc != null) ? utc.toInstant(ZoneOffset.UTC) : null;
	}

	/** An average of lengths of time may have a fraction. */
	private static @Nullable Object readMicroseconds(ResultSet row, int column) throws SQLException {
		BigDecimal micros = row.getBigDecimal(column);
		return (micros != null)
				? Duration.of(micros.setScale(0, RoundingMode.HALF_EVEN).longValueExact(), ChronoUnit.MICROS) : null;
	}

}
