package io.asyncorm.resolution;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

import io.asyncorm.model.InvalidValueException;
import io.asyncorm.type.TemporalForms;

/**
 * Converts dates and times to the type of a field, as Django does: values without a time
 * zone, and the day of a point in time, are those of the configured zone.
 *
 * @since 0.1.0
 */
public final class TimeValues {

	private TimeValues() {
	}

	/**
	 * The value in the type, or as it was if it is no date or time for it.
	 * @throws InvalidValueException if it is beyond the values of the type
	 */
	public static Object toType(Object value, Class<?> type, ZoneId zone) {
		try {
			return convert(value, type, zone);
		}
		catch (DateTimeException ex) {
			throw new InvalidValueException(
					"A date or time is beyond those that a value of type '" + type.getTypeName() + "' can be", ex);
		}
	}

	private static Object convert(Object value, Class<?> type, ZoneId zone) {
		if (type == LocalDate.class || type == LocalDateTime.class) {
			Object local = local(value, zone);
			return (type == LocalDate.class && local instanceof LocalDateTime dateTime) ? dateTime.toLocalDate()
					: (type == LocalDateTime.class && local instanceof LocalDate date) ? date.atStartOfDay() : local;
		}
		if (type == LocalTime.class && local(value, zone) instanceof LocalDateTime dateTime) {
			return dateTime.toLocalTime();
		}
		if (type == Instant.class) {
			return instant(value, zone);
		}
		return value;
	}

	private static Object local(Object value, ZoneId zone) {
		return switch (value) {
			case Instant instant -> LocalDateTime.ofInstant(instant, zone);
			case OffsetDateTime dateTime -> dateTime.atZoneSameInstant(zone).toLocalDateTime();
			case ZonedDateTime dateTime -> dateTime.withZoneSameInstant(zone).toLocalDateTime();
			default -> value;
		};
	}

	private static Object instant(Object value, ZoneId zone) {
		return switch (value) {
			case LocalDate date -> date.atStartOfDay(zone).toInstant();
			case LocalDateTime dateTime -> dateTime.atZone(zone).toInstant();
			case CharSequence text -> instant(text.toString().strip(), zone);
			default -> value;
		};
	}

	/** A text as Django takes it, or else as its conversion does. */
	private static Object instant(String text, ZoneId zone) {
		try {
			Object moment = TemporalForms.moment(text);
			return (moment != null) ? instant(moment, zone) : text;
		}
		catch (DateTimeException ex) {
			return text;
		}
	}

}
