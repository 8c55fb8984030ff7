package io.asyncorm.sql;

/**
 * The fields of a date or time that EXTRACT and {@code date_trunc} know.
 *
 * @since 0.1.0
 */
public enum DatePart {

	/** Year. */
	YEAR,
	/** Year that the week of ISO 8601 belongs to. */
	ISO_YEAR,
	/** Quarter, from 1 to 4. */
	QUARTER,
	/** Month, from 1 to 12. */
	MONTH,
	/** Week of ISO 8601, from 1 to 53. */
	WEEK,
	/** Day of the month. */
	DAY,
	/** Day of the week, from Monday as 1. */
	ISO_WEEK_DAY,
	/** Hour, from 0 to 23. */
	HOUR,
	/** Minute. */
	MINUTE,
	/** Second, perhaps with a fraction. */
	SECOND

}
