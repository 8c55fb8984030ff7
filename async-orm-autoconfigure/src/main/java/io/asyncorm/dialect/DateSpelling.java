package io.asyncorm.dialect;

import java.time.ZoneOffset;
import java.util.Locale;

import io.asyncorm.sql.DatePart;

/**
 * Writes operations on dates and times in the SQL of one database. What is not overridden
 * is written as PostgreSQL writes it.
 *
 * @since 0.1.0
 */
public interface DateSpelling {

	/** PostgreSQL's own. */
	DateSpelling POSTGRESQL = new DateSpelling() {
	};

	/** Extracts a part of a date or time (EXTRACT). */
	default String extractTemplate(DatePart part) {
		return "EXTRACT(" + partName(part) + " FROM {0})";
	}

	/** Truncates a date or time. */
	default String truncateTemplate(DatePart part) {
		return "DATE_TRUNC('" + partName(part).toLowerCase(Locale.ROOT) + "', {0})";
	}

	private static String partName(DatePart part) {
		return switch (part) {
			case ISO_YEAR -> "ISOYEAR";
			case ISO_WEEK_DAY -> "ISODOW";
			case YEAR, QUARTER, MONTH, WEEK, DAY, HOUR, MINUTE, SECOND -> part.name();
		};
	}

	/**
	 * Converts a point in time to the local date and time of a zone, which is the second
	 * operand, or the other way round (AT TIME ZONE).
	 */
	default String zoneTemplate(boolean local) {
		return "({0} AT TIME ZONE {1})";
	}

	/**
	 * A fixed offset from UTC where a time zone is wanted. As text, PostgreSQL would
	 * count it to the west.
	 */
	default String offset(ZoneOffset offset) {
		return offset.equals(ZoneOffset.UTC) ? Identifiers.zone("UTC") : "INTERVAL " + Identifiers.text(offset.getId());
	}

}
