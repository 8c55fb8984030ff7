package io.asyncorm.type;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Parses the formats of text that Django's lookups take for values of other types, such
 * as {@code "3 days"} for a duration or {@code "t"} for true.
 *
 * @since 0.1.0
 */
public final class TextForms {

	private static final Pattern LENGTH = Pattern.compile(
			"(?:(-?[0-9]{1,9}) (?:days?,? )?)?(-)?(?:(?:([0-9]{1,9}):)?([0-9]{1,9}):)?([0-9]{1,9})(?:[.,]([0-9]{1,6}))?");

	private static final Pattern UNIT = Pattern
		.compile("([+-]?[0-9]{1,9}) *(weeks?|days?|hours?|minutes?|mins?|seconds?|secs?)");

	private static final Pattern UNITS = Pattern.compile("(?:" + UNIT.pattern() + "(?: +|$))+");

	private static final Map<String, Boolean> TRUTHS = Map.of("True", true, "t", true, "1", true, "False", false, "f",
			false, "0", false);

	private static final Map<String, Double> NOT_FINITE = Map.of("nan", Double.NaN, "inf", Double.POSITIVE_INFINITY,
			"infinity", Double.POSITIVE_INFINITY, "-inf", Double.NEGATIVE_INFINITY, "-infinity",
			Double.NEGATIVE_INFINITY);

	private TextForms() {
	}

	/**
	 * Parses a value that is text in a format that only lookups take; returns all others
	 * as they are.
	 * @throws UnfitValueException if the text has no such format
	 */
	public static Object toType(Object value, Class<?> type, String where) {
		ColumnType column = (value instanceof CharSequence) ? ColumnType.find(type) : null;
		Form form = (column != null) ? column.spelling().form() : null;
		if (column != null && ((CharSequence) value).length() > column.longestText()) {
			throw new UnfitValueException("'" + where + "' was given a text that is too long to be a value of it");
		}
		return (form != null) ? form.parse(value.toString(), where) : value;
	}

	/** Parses dates and times by a method of {@link TemporalForms}. */
	static Form temporal(Function<String, @Nullable Object> parser, String example, String missing) {
		return (text, where) -> {
			try {
				Object temporal = parser.apply(text);
				if (temporal != null) {
					return temporal;
				}
			}
			catch (DateTimeException ex) {
				throw new UnfitValueException("'" + where + "': there is no such " + missing, ex);
			}
			throw new UnfitValueException("'" + where + "' takes " + example);
		};
	}

	static Object duration(String text, String where) {
		return Objects.requireNonNullElse(length(text.strip()), text);
	}

	static Object truth(String text, String where) {
		Boolean truth = TRUTHS.get(text);
		if (truth == null) {
			throw new UnfitValueException("'" + where + "' takes true or false, or a text out of "
					+ TRUTHS.keySet().stream().sorted().toList());
		}
		return truth;
	}

	static Object uuid(String text, String where) {
		return text.replace("urn:", "").replace("uuid:", "").replaceAll("^[{]+|[}]+$", "");
	}

	static Object floating(String text, String where) {
		Double notFinite = NOT_FINITE.get(text.strip().toLowerCase(Locale.ROOT));
		return (notFinite != null) ? notFinite : text;
	}

	/** Parses a duration in the formats of PostgreSQL; null if it has another one. */
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
	 * Parses days and a time, as PostgreSQL and Django print them; two numbers are hours
	 * and minutes unless there is a fraction.
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

	/** Parses a text, or returns it as it is if it has the format of every conversion. */
	@FunctionalInterface
	public interface Form {

		/**
		 * @param where what takes the value, for messages
		 */
		Object parse(String text, String where);

	}

}
