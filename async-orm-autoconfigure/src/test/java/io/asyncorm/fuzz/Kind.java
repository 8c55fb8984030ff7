package io.asyncorm.fuzz;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of columns: how the driver's values are read, compared and seen as text.
 */
enum Kind {

	TEXT, INTEGER, DECIMAL, DOUBLE, BOOLEAN, DATE, TIME, INSTANT, UUID,

	/** Of which nothing but its absence is asked. */
	JSON;

	/** A value in the form that is compared. */
	@Nullable Object read(ResultSet result, int column) throws SQLException {
		return switch (this) {
			case DATE -> result.getObject(column, LocalDate.class);
			case TIME -> result.getObject(column, LocalTime.class);
			case JSON -> result.getString(column);
			case INSTANT -> {
				Timestamp timestamp = result.getTimestamp(column);
				yield (timestamp != null) ? timestamp.toInstant() : null;
			}
			case TEXT, INTEGER, DECIMAL, DOUBLE, BOOLEAN, UUID -> {
				Object value = result.getObject(column);
				yield (value instanceof Short || value instanceof Integer) ? ((Number) value).longValue() : value;
			}
		};
	}

	/** As PostgreSQL compares in the locale C.UTF-8. */
	int compare(Object left, Object right) {
		return switch (this) {
			case TEXT -> Arrays.compareUnsigned(((String) left).getBytes(StandardCharsets.UTF_8),
					((String) right).getBytes(StandardCharsets.UTF_8));
			case INTEGER -> Long.compare((Long) left, (Long) right);
			case DECIMAL -> ((BigDecimal) left).compareTo((BigDecimal) right);
			case DOUBLE -> Double.compare((Double) left, (Double) right);
			case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
			case DATE -> ((LocalDate) left).compareTo((LocalDate) right);
			case TIME -> ((LocalTime) left).compareTo((LocalTime) right);
			case INSTANT -> ((Instant) left).compareTo((Instant) right);
			case UUID -> ((UUID) left).toString().compareTo(((UUID) right).toString());
			case JSON -> throw new IllegalStateException("A document is not compared");
		};
	}

	/** As PostgreSQL casts it to text. */
	String text(Object value) {
		return (value instanceof BigDecimal decimal) ? decimal.toPlainString() : value.toString();
	}

	/** Whether parts of its text are asked for. */
	boolean hasParts() {
		return this == TEXT || this == INTEGER || this == DECIMAL || this == DATE;
	}

	boolean isOrdered() {
		return this != JSON && this != UUID && this != BOOLEAN;
	}

}
