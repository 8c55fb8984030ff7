package io.asyncorm.resolution;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The forms in which lookups take a text for a value of another type, where these are
 * Django's own.
 */
final class TextForms {

	private static final Pattern LENGTH = Pattern.compile(
			"(?:(-?[0-9]{1,9}) (?:days?,? )?)?(-)?(?:(?:([0-9]{1,9}):)?([0-9]{1,9}):)?([0-9]{1,9})(?:[.,]([0-9]{1,6}))?");

	private static final Pattern UNIT = Pattern
		.compile("([+-]?[0-9]{1,9}) *(weeks?|days?|hours?|minutes?|mins?|seconds?|secs?)");

	private static final Pattern UNITS = Pattern.compile("(?:" + UNIT.pattern() + "(?: +|$))+");

	/** How texts for dates and times look. */
	private static final Map<Class<?>, String> EXAMPLES = Map.of(LocalDate.class, "a day as in 2026-01-31",
			LocalTime.class, "a time as in 09:30 or 09:30:15.5", LocalDateTime.class,
			"a date and time as in 2026-01-31T12:00:00", Instant.class,
			"a date and time as in 2026-01-31T12:00:00Z, or without the offset");

	private static final Map<String, Boolean> TRUTHS = Map.of("True", true, "t", true, "1", true, "False", false, "f",
			false, "0", false);

	private static final Map<String, Double> NOT_FINITE = Map.of("nan", Double.NaN, "inf", Double.POSITIVE_INFINITY,
			"infinity", Double.POSITIVE_INFINITY, "-inf", Double.NEGATIVE_INFINITY, "-infinity",
			Double.NEGATIVE_INFINITY);

	private TextForms() {
	}

	/** The value, or what a text spells in a form that is only known here. */
	static Object toType(Object value, Class<?> type, String where) {
		if (!(value instanceof CharSequence characters)) {
			return value;
		}
		String text = characters.toString();
		if (EXAMPLES.containsKey(type)) {
			return temporal(text, type, where);
		}
		if (type == Duration.class) {
			return Objects.requireNonNullElse(length(text.strip()), value);
		}
		if (type == Boolean.class) {
			Boolean truth = TRUTHS.get(text);
			if (truth == null) {
				throw new InvalidDataAccessApiUsageException("'" + where + "' takes true or false, or a text out of "
						+ TRUTHS.keySet().stream().sorted().toList());
			}
			return truth;
		}
		if (type == UUID.class) {
			return text.replace("urn:", "").replace("uuid:", "").replaceAll("^[{]+|[}]+$", "");
		}
		if (type == Double.class || type == Float.class) {
			Double notFinite = NOT_FINITE.get(text.strip().toLowerCase(Locale.ROOT));
			return (notFinite != null) ? notFinite : value;
		}
		return value;
	}

	private static Object temporal(String text, Class<?> type, String where) {
		try {
			Object temporal = (type == LocalDate.class) ? TemporalForms.date(text)
					: (type == LocalTime.class) ? TemporalForms.time(text) : TemporalForms.moment(text);
			if (temporal != null) {
				return temporal;
			}
		}
		catch (DateTimeException ex) {
			throw new InvalidDataAccessApiUsageException(
					"'" + where + "': there is no such " + ((type == LocalTime.class) ? "time" : "day or time"), ex);
		}
		throw new InvalidDataAccessApiUsageException("'" + where + "' takes " + EXAMPLES.get(type));
	}

	/** A length of time as PostgreSQL takes it; null if it has another form. */
	private static @Nullable Duration length(String text) {
		Matcher length = LENGTH.matcher(text);
		if (length.matches()) {
			return length(length);
		}
		if (!UNITS.matcher(text).matches()) {
			return null;
		}
		Duration sum = Duration.ZERO;
		Matcher unit = UNIT.matcher(text);
		while (unit.find()) {
			Duration one = switch (unit.group(2).charAt(0)) {
				case 'w' -> Duration.ofDays(7);
				case 'd' -> Duration.ofDays(1);
				case 'h' -> Duration.ofHours(1);
				case 'm' -> Duration.ofMinutes(1);
				default -> Duration.ofSeconds(1);
			};
			sum = sum.plus(one.multipliedBy(Long.parseLong(unit.group(1))));
		}
		return sum;
	}

	/**
	 * Days and a time, as PostgreSQL and Django print them; two numbers are hours and
	 * minutes unless there is a fraction.
	 */
	private static Duration length(Matcher parts) {
		boolean hours = parts.group(3) == null && parts.group(4) != null && parts.group(6) == null;
		Duration time = hours ? Duration.ofHours(number(parts.group(4))).plusMinutes(number(parts.group(5)))
				: Duration.ofHours(number(parts.group(3)))
					.plusMinutes(number(parts.group(4)))
					.plusSeconds(number(parts.group(5)));
		String fraction = parts.group(6);
		if (fraction != null) {
			time = time.plusNanos(Long.parseLong((fraction + "000000000").substring(0, 9)));
		}
		return Duration.ofDays(number(parts.group(1))).plus("-".equals(parts.group(2)) ? time.negated() : time);
	}

	private static long number(@Nullable String digits) {
		return (digits != null) ? Long.parseLong(digits) : 0;
	}

}
