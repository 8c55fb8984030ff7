package io.asyncorm.lookup;

import java.util.Arrays;
import java.util.Locale;

import io.asyncorm.model.FieldException;

/**
 * What a date or time is truncated to: the start of a period, or its day or time of day.
 *
 * @since 0.1.0
 */
public enum TruncatePart {

	/** The day, without a time. */
	DATE,

	/** The time of day. */
	TIME,

	/** Start of the year. */
	YEAR,

	/** Start of the quarter. */
	QUARTER,

	/** Start of the month. */
	MONTH,

	/** Start of the week. */
	WEEK,

	/** Start of the day. */
	DAY,

	/** Start of the hour. */
	HOUR,

	/** Start of the minute. */
	MINUTE,

	/** Start of the second. */
	SECOND;

	/**
	 * The part of a name.
	 * @throws FieldException if there is none
	 */
	public static TruncatePart of(String name) {
		for (TruncatePart part : values()) {
			if (part.toString().equals(name)) {
				return part;
			}
		}
		throw FieldException.unknown("part", name, "to truncate to",
				Arrays.stream(values()).map(TruncatePart::toString).toList());
	}

	/** Whether it is finer than a day. */
	public boolean isOfTime() {
		return this == HOUR || this == MINUTE || this == SECOND;
	}

	/** As Django calls it. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
