package io.asyncorm.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
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

	private static final Pattern DAY = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})");

	private static final Pattern LENGTH = Pattern.compile(
			"(?:(-?[0-9]{1,9}) (?:days?,? )?)?(-)?(?:(?:([0-9]{1,9}):)?([0-9]{1,9}):)?([0-9]{1,9})(?:[.,]([0-9]{1,6}))?");

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
		if (type == LocalDate.class) {
			return day(text, where);
		}
		if (type == Duration.class) {
			Matcher length = LENGTH.matcher(text.strip());
			return length.matches() ? length(length) : value;
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

	/** Days and a time, as PostgreSQL and Django print them. */
	private static Duration length(Matcher parts) {
		Duration time = Duration.ofHours(number(parts.group(3)))
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

	private static LocalDate day(String text, String where) {
		Matcher day = DAY.matcher(text);
		try {
			if (day.matches()) {
				return LocalDate.of(Integer.parseInt(day.group(1)), Integer.parseInt(day.group(2)),
						Integer.parseInt(day.group(3)));
			}
		}
		catch (DateTimeException ex) {
			throw new InvalidDataAccessApiUsageException("'" + where + "': there is no such day", ex);
		}
		throw new InvalidDataAccessApiUsageException("'" + where + "' takes a day as in 2026-01-31");
	}

}
