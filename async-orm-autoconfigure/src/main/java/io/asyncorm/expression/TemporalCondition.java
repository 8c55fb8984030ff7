package io.asyncorm.expression;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.Temporal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Builds a condition on a date or time field, or on a part of it, by its lookups. Points
 * in time are converted to the time zone of the application, as in Django. A part that
 * the type does not have, such as the hour of a date, is refused when the query set is
 * built. Immutable.
 *
 * @param <M> the model
 * @param <T> the type of the field
 * @since 0.1.0
 */
public final class TemporalCondition<M, T extends @Nullable Temporal> extends Condition<M, T> {

	TemporalCondition(List<Step> path) {
		super(path);
	}

	/** The year. */
	public NumberCondition<M> year() {
		return part("year");
	}

	/** The year that the week of ISO 8601 belongs to. */
	public NumberCondition<M> isoYear() {
		return part("iso_year");
	}

	/** The month, from 1 to 12. */
	public NumberCondition<M> month() {
		return part("month");
	}

	/** The day of the month. */
	public NumberCondition<M> day() {
		return part("day");
	}

	/** The week of ISO 8601, from 1 to 53. */
	public NumberCondition<M> week() {
		return part("week");
	}

	/** The day of the week, from 1 for Sunday to 7 for Saturday. */
	public NumberCondition<M> weekDay() {
		return part("week_day");
	}

	/** The day of the week, from 1 for Monday to 7 for Sunday. */
	public NumberCondition<M> isoWeekDay() {
		return part("iso_week_day");
	}

	/** The quarter of the year, from 1 to 4. */
	public NumberCondition<M> quarter() {
		return part("quarter");
	}

	/** The hour, from 0 to 23. */
	public NumberCondition<M> hour() {
		return part("hour");
	}

	/** The minute, from 0 to 59. */
	public NumberCondition<M> minute() {
		return part("minute");
	}

	/** The second, from 0 to 59. */
	public NumberCondition<M> second() {
		return part("second");
	}

	/** The day of a point in time. */
	public TemporalCondition<M, LocalDate> date() {
		return new TemporalCondition<>(path("date"));
	}

	/** The time of day of a point in time. */
	public TemporalCondition<M, LocalTime> time() {
		return new TemporalCondition<>(path("time"));
	}

	private NumberCondition<M> part(String name) {
		return new NumberCondition<>(path(name));
	}

}
