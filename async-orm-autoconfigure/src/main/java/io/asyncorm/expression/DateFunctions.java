package io.asyncorm.expression;

import io.asyncorm.lookup.ExtractPart;
import io.asyncorm.lookup.StandardFunction;
import io.asyncorm.lookup.TruncatePart;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * Functions that extract parts of dates and times, and truncate them. Points in time are
 * converted to the time zone of the query sets, unless one is given.
 *
 * @since 0.1.0
 */
public final class DateFunctions {

	private DateFunctions() {
	}

	/** The current time, when the statement began. */
	public static <M> Expr<M> now() {
		return new Expr<>(new Expression.Func(StandardFunction.NOW, List.of(), null));
	}

	/**
	 * A part as a number: {@code year}, {@code iso_year}, {@code quarter}, {@code month},
	 * {@code week}, {@code week_day}, {@code iso_week_day}, {@code day}, {@code hour},
	 * {@code minute} or {@code second}.
	 */
	public static <M> Expr<M> extract(String part, Expr<M> date) {
		return new Expr<>(
				new TemporalExpression.Extract(ExtractPart.of(part), ExpressionAccess.tree(date), null, null));
	}

	/** A part of a point in time in a zone. */
	public static <M> Expr<M> extract(String part, Expr<M> instant, ZoneId zone) {
		return new Expr<>(
				new TemporalExpression.Extract(ExtractPart.of(part), ExpressionAccess.tree(instant), zone, null));
	}

	/**
	 * The start of the {@code year}, {@code quarter}, {@code month}, {@code week},
	 * {@code day}, {@code hour}, {@code minute} or {@code second}, in the type of the
	 * value.
	 */
	public static <M> Expr<M> trunc(String part, Expr<M> date) {
		return new Expr<>(
				new TemporalExpression.Truncate(TruncatePart.of(part), ExpressionAccess.tree(date), null, null));
	}

	/** The start of a part of a point in time in a zone. */
	public static <M> Expr<M> trunc(String part, Expr<M> instant, ZoneId zone) {
		return new Expr<>(
				new TemporalExpression.Truncate(TruncatePart.of(part), ExpressionAccess.tree(instant), zone, null));
	}

	/** The day. */
	public static <M> Expr<M> truncDate(Expr<M> instant) {
		return trunc("date", instant).as(LocalDate.class);
	}

	/** The day in a zone. */
	public static <M> Expr<M> truncDate(Expr<M> instant, ZoneId zone) {
		return trunc("date", instant, zone).as(LocalDate.class);
	}

	/** The time of day. */
	public static <M> Expr<M> truncTime(Expr<M> instant) {
		return trunc("time", instant).as(LocalTime.class);
	}

	/** The time of day in a zone. */
	public static <M> Expr<M> truncTime(Expr<M> instant, ZoneId zone) {
		return trunc("time", instant, zone).as(LocalTime.class);
	}

	/** The year. */
	public static <M> Expr<M> extractYear(Expr<M> date) {
		return extract("year", date);
	}

	/** The year that the week of ISO 8601 belongs to. */
	public static <M> Expr<M> extractIsoYear(Expr<M> date) {
		return extract("iso_year", date);
	}

	/** The quarter, from 1 to 4. */
	public static <M> Expr<M> extractQuarter(Expr<M> date) {
		return extract("quarter", date);
	}

	/** The month, from 1 to 12. */
	public static <M> Expr<M> extractMonth(Expr<M> date) {
		return extract("month", date);
	}

	/** The week of ISO 8601. */
	public static <M> Expr<M> extractWeek(Expr<M> date) {
		return extract("week", date);
	}

	/** The day of the week, from Sunday as 1. */
	public static <M> Expr<M> extractWeekDay(Expr<M> date) {
		return extract("week_day", date);
	}

	/** The day of the week, from Monday as 1. */
	public static <M> Expr<M> extractIsoWeekDay(Expr<M> date) {
		return extract("iso_week_day", date);
	}

	/** The day of the month. */
	public static <M> Expr<M> extractDay(Expr<M> date) {
		return extract("day", date);
	}

	/** The hour. */
	public static <M> Expr<M> extractHour(Expr<M> date) {
		return extract("hour", date);
	}

	/** The minute. */
	public static <M> Expr<M> extractMinute(Expr<M> date) {
		return extract("minute", date);
	}

	/** The second, without its fraction. */
	public static <M> Expr<M> extractSecond(Expr<M> date) {
		return extract("second", date);
	}

	/** The start of the year. */
	public static <M> Expr<M> truncYear(Expr<M> date) {
		return trunc("year", date);
	}

	/** The start of the quarter. */
	public static <M> Expr<M> truncQuarter(Expr<M> date) {
		return trunc("quarter", date);
	}

	/** The start of the month. */
	public static <M> Expr<M> truncMonth(Expr<M> date) {
		return trunc("month", date);
	}

	/** The start of the week. */
	public static <M> Expr<M> truncWeek(Expr<M> date) {
		return trunc("week", date);
	}

	/** The start of the day. */
	public static <M> Expr<M> truncDay(Expr<M> date) {
		return trunc("day", date);
	}

	/** The start of the hour. */
	public static <M> Expr<M> truncHour(Expr<M> date) {
		return trunc("hour", date);
	}

	/** The start of the minute. */
	public static <M> Expr<M> truncMinute(Expr<M> date) {
		return trunc("minute", date);
	}

	/** The start of the second. */
	public static <M> Expr<M> truncSecond(Expr<M> date) {
		return trunc("second", date);
	}

}
