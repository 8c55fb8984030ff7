package io.asyncorm.dialect;

import java.time.ZoneOffset;
import java.util.Locale;

import io.asyncorm.sql.DatePart;

/**
 * How one database writes what is done with dates and times. What is not overridden is
 * written as PostgreSQL writes it.
 *
 * @since 0.1.0
 */
public interface DateSpelling {

	/** PostgreSQL's own. */
	DateSpelling POSTGRESQL = new DateSpelling() {
	};

	/** How a part is taken out of a date or time. */
	default String extractTemplate(DatePart part) {
		return "EXTRACT(" + partName(part) + " FROM {0})";
	}

	/** How a date or time is cut. */
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
	 * How a point in time becomes local in a zone, which is the second operand, or the
	 * other way round.
	 */
	default String zoneTemplate(boolean local) {
		return "({0} AT TIME ZONE {1})";
	}

	/**
	 * A distance from UTC where a time zone is wanted. As text, PostgreSQL would count it
	 * to the west.
	 */
	default String offset(ZoneOffset offset) {
		return offset.equals(ZoneOffset.UTC) ? Identifiers.zone("UTC") : "INTERVAL " + Identifiers.text(offset.getId());
	}

}
