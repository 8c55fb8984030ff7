package io.asyncorm.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;

import io.asyncorm.sql.SqlType;
import io.asyncorm.type.ColumnReader;
import org.jspecify.annotations.Nullable;

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
