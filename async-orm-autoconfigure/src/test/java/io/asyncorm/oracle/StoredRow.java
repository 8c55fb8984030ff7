package io.asyncorm.oracle;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import org.h2.api.Interval;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGInterval;

/**
 * Reads a row of a table by its model, as it is stored and without the library.
 *
 * @param fields the fields by column
 */
record StoredRow(Map<String, ModelField> fields) {

	static StoredRow of(ModelMetadata<?> model) {
		Map<String, ModelField> fields = new LinkedHashMap<>();
		model.fields().forEach((field) -> fields.put(field.column(), field));
		return new StoredRow(fields);
	}

	Map<String, @Nullable Object> read(ResultSet row) throws SQLException {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
			String name = row.getMetaData().getColumnName(column);
			ModelField field = this.fields.get(name);
			if (field == null) {
				throw new IllegalStateException("No field has the column " + name);
			}
			values.put(name, (row.getObject(column) != null) ? value(row, column, field) : null);
		}
		return values;
	}

	private static Object value(ResultSet row, int column, ModelField field) throws SQLException {
		Class<?> type = field.type();
		if (field.json()) {
			return CaseFile.JSON.readTree(row.getString(column));
		}
		if (type == LocalDate.class || type == LocalTime.class) {
			return row.getObject(column, type);
		}
		if (type == Instant.class) {
			return instant(row, column);
		}
		if (type == UUID.class) {
			return UUID.fromString(row.getString(column));
		}
		if (type == Duration.class) {
			return duration(row.getObject(column));
		}
		if (type == Boolean.class || type == boolean.class) {
			return row.getBoolean(column);
		}
		return (type == BigDecimal.class) ? row.getBigDecimal(column) : row.getObject(column);
	}

	private static Instant instant(ResultSet row, int column) throws SQLException {
		return (row.getObject(column) instanceof Timestamp
				&& row.getMetaData().getColumnTypeName(column).equals("DATETIME"))
						? row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC)
						: row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private static Duration duration(Object stored) {
		return switch (stored) {
			case PGInterval interval -> Duration.ofDays(interval.getDays())
				.plusHours(interval.getHours())
				.plusMinutes(interval.getMinutes())
				.plusSeconds(interval.getWholeSeconds())
				.plus(interval.getMicroSeconds(), ChronoUnit.MICROS);
			case Interval interval -> Duration.ofDays(interval.getDays())
				.plusHours(interval.getHours())
				.plusMinutes(interval.getMinutes())
				.plusSeconds(interval.getSeconds())
				.plusNanos(interval.getNanosOfSecond());
			case Number micros -> Duration.of(micros.longValue(), ChronoUnit.MICROS);
			default -> throw new IllegalStateException("No interval: " + stored);
		};
	}

}
