package io.asyncorm.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Parses dates and times in the formats that Django takes: ISO 8601, with and without
 * separators, and its own, whose numbers may have one digit less.
 *
 * @since 0.1.0
 */
public final class TemporalForms {

	private static final String ISO_DAY = "(?<year>[0-9]{4})(?:(?<d>-?)(?<month>[0-9]{2})\\k<d>(?<day>[0-9]{2})"
			+ "|(?<w>-?)W(?<week>[0-9]{2})(?:\\k<w>(?<weekday>[0-9]))?)";

	private static final String ISO_TIME = "(?<hour>[0-9]{2})(?:(?<t>:?)(?<minute>[0-9]{2})"
			+ "(?:\\k<t>(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]+))?)?)?";

	private static final String ISO_OFFSET = "(?<offset>Z|(?<sign>[+-])(?<oh>[0-9]{2})(?::?(?<om>[0-9]{2})"
			+ "(?::?(?<os>[0-9]{2}))?)?)?";

	private static final String DAY = "(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})";

	private static final String TIME = "(?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2})"
			+ "(?::(?<second>[0-9]{1,2})(?:[.,](?<fraction>[0-9]{1,12}))?)?";

	private static final String OFFSET = "\\s*(?<offset>Z|(?<sign>[+-])(?<oh>[0-9]{2})(?::?(?<om>[0-9]{2})(?<os>))?)?";

	private static final Pattern ISO_DATE = Pattern.compile(ISO_DAY);

	private static final Pattern DATE = Pattern.compile(DAY);

	private static final Pattern ISO_CLOCK = Pattern.compile("T?" + ISO_TIME + ISO_OFFSET);

	private static final Pattern CLOCK = Pattern.compile(TIME);

	private static final Pattern ISO_MOMENT = Pattern.compile(ISO_DAY + "." + ISO_TIME + ISO_OFFSET);

	private static final Pattern MOMENT = Pattern.compile(DAY + "[T ]" + TIME + OFFSET);

	private TemporalForms() {
	}

	/**
	 * Parses a date; null if the text has no such format.
	 * @throws DateTimeException if there is no such date
	 */
	static @Nullable LocalDate date(String text) {
		Matcher iso = ISO_DATE.matcher(text);
		if (iso.matches()) {
			return isoDay(iso);
		}
		Matcher date = DATE.matcher(text);
		return date.matches() ? day(date) : null;
	}

	/**
	 * Parses a time, whose offset is ignored; null if the text has no such format.
	 * @throws DateTimeException if there is no such time
	 */
	static @Nullable LocalTime time(String text) {
		Matcher iso = ISO_CLOCK.matcher(text);
		if (iso.matches()) {
			return isMidnight(iso) ? LocalTime.MIDNIGHT : clock(iso);
		}
		Matcher time = CLOCK.matcher(text);
		return time.matches() ? clock(time) : null;
	}

	/**
	 * Parses a date and time, perhaps with an offset, or a date as its start; null if the
	 * text has no such format.
	 * @throws DateTimeException if there is no such date or time
	 */
	public static @Nullable Object moment(String text) {
		Matcher iso = ISO_MOMENT.matcher(text);
		if (iso.matches()) {
			LocalDate day = isoDay(iso);
			return atOffset(isMidnight(iso) ? day.plusDays(1).atStartOfDay() : day.atTime(clock(iso)), iso);
		}
		Matcher moment = MOMENT.matcher(text);
		if (moment.matches()) {
			return atOffset(day(moment).atTime(clock(moment)), moment);
		}
		LocalDate day = date(text);
		return (day != null) ? day.atStartOfDay() : null;
	}

	private static LocalDate isoDay(Matcher parts) {
		if (parts.group("week") == null) {
			return day(parts);
		}
		LocalDate start = LocalDate.of(number(parts, "year"), 1, 4);
		int week = number(parts, "week");
		start.range(IsoFields.WEEK_OF_WEEK_BASED_YEAR).checkValidValue(week, IsoFields.WEEK_OF_WEEK_BASED_YEAR);
		int weekday = (parts.group("weekday") != null) ? number(parts, "weekday") : 1;
		return start.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week).with(ChronoField.DAY_OF_WEEK, weekday);
	}

	private static LocalDate day(Matcher parts) {
		return LocalDate.of(number(parts, "year"), number(parts, "month"), number(parts, "day"));
	}

	/** As in Django, digits beyond microseconds are cut off. */
	private static LocalTime clock(Matcher parts) {
		String fraction = parts.group("fraction");
		int micros = (fraction != null) ? Integer.parseInt((fraction + "000000").substring(0, 6)) : 0;
		return LocalTime.of(number(parts, "hour"), number(parts, "minute"), number(parts, "second"), micros * 1000);
	}

	/** Whether the time is 24:00, the end of the day. */
	private static boolean isMidnight(Matcher parts) {
		String fraction = parts.group("fraction");
		return number(parts, "hour") == 24 && number(parts, "minute") == 0 && number(parts, "second") == 0
				&& (fraction == null || fraction.chars().allMatch((digit) -> digit == '0'));
	}

	private static Object atOffset(LocalDateTime local, Matcher parts) {
		if (parts.group("offset") == null) {
			return local;
		}
		int sign = "-".equals(parts.group("sign")) ? -1 : 1;
		return OffsetDateTime.of(local, ZoneOffset.ofHoursMinutesSeconds(sign * number(parts, "oh"),
				sign * number(parts, "om"), sign * number(parts, "os")));
	}

	private static int number(Matcher parts, String name) {
		String digits = parts.group(name);
		return (digits != null && !digits.isEmpty()) ? Integer.parseInt(digits) : 0;
	}

}
