package io.asyncorm.type;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Parses values of columns, from text and from values of other classes. Each method
 * returns null for what it does not take, and throws for text that cannot be parsed.
 */
final class TextParsers {

	private static final List<String> TRUE = List.of("true", "True", "t", "1");

	private static final List<String> FALSE = List.of("false", "False", "f", "0");

	private TextParsers() {
	}

	/** A parser that takes text only. */
	static Function<Object, @Nullable Object> of(Function<String, Object> parser) {
		return (value) -> (value instanceof CharSequence text) ? parser.apply(text.toString().strip()) : null;
	}

	/** Converts a value to text, if there is just one way to write it. */
	static @Nullable Object text(Object value) {
		if (value instanceof Number number) {
			NumberType.requireSize(number);
		}
		if (value instanceof BigDecimal decimal) {
			return decimal.toPlainString();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		boolean spelledOneWay = value instanceof CharSequence || value instanceof Character || value instanceof Number
				|| value instanceof UUID || value instanceof Boolean || value instanceof LocalDate;
		return spelledOneWay ? value.toString() : null;
	}

	/** Parses a boolean as Django does, which takes 1, "1", "t" and "True" for true. */
	static @Nullable Object truth(Object value) {
		if (!(value instanceof Number || value instanceof CharSequence)) {
			return null;
		}
		String text = (value instanceof Number) ? NumberType.INTEGER.convert(value) + "" : value.toString();
		if (!TRUE.contains(text) && !FALSE.contains(text)) {
			throw new IllegalArgumentException();
		}
		return TRUE.contains(text);
	}

	static @Nullable Object instant(Object value) {
		if (value instanceof OffsetDateTime dateTime) {
			return dateTime.toInstant();
		}
		if (value instanceof ZonedDateTime dateTime) {
			return dateTime.toInstant();
		}
		return (value instanceof CharSequence text) ? OffsetDateTime.parse(withT(text.toString().strip())).toInstant()
				: null;
	}

	/**
	 * Parses a UUID with or without hyphens, but not the short forms that the JDK would
	 * fill up.
	 */
	static UUID uuid(String text) {
		String hex = text.replace("-", "");
		if (hex.length() != 32 || text.length() != 32 && text.length() != 36) {
			throw new IllegalArgumentException();
		}
		return UUID.fromString(String.join("-", hex.substring(0, 8), hex.substring(8, 12), hex.substring(12, 16),
				hex.substring(16, 20), hex.substring(20)));
	}

	/** Puts a T between date and time, where a space may stand. */
	static String withT(String text) {
		return (text.length() > 10 && text.charAt(10) == ' ') ? text.substring(0, 10) + "T" + text.substring(11) : text;
	}

}
