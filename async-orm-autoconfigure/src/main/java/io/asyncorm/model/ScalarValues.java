package io.asyncorm.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Turns a value that a user gave into the type that a field has, where nothing is lost by
 * it: text that spells a value, a number of another width. What cannot be turned is
 * refused without being quoted, since values are not for logs.
 *
 * @since 0.1.0
 */
public final class ScalarValues {

	private static final List<String> TRUE = List.of("true", "True", "t", "1");

	private static final List<String> FALSE = List.of("false", "False", "f", "0");

	private static final Map<Class<?>, Function<Object, @Nullable Object>> CONVERSIONS = Map.ofEntries(
			Map.entry(String.class, ScalarValues::toText), Map.entry(Boolean.class, ScalarValues::toBoolean),
			Map.entry(LocalDate.class, parse(LocalDate::parse)), Map.entry(LocalTime.class, parse(LocalTime::parse)),
			Map.entry(LocalDateTime.class, parse((text) -> LocalDateTime.parse(withT(text)))),
			Map.entry(Instant.class, ScalarValues::toInstant), Map.entry(Duration.class, parse(Duration::parse)),
			Map.entry(UUID.class, parse(ScalarValues::toUuid)));

	private ScalarValues() {
	}

	/**
	 * The value as an instance of a boxed type.
	 * @throws InvalidDataAccessApiUsageException if it is none, and does not spell one
	 */
	public static Object convert(Object value, Class<?> type) {
		if (type.isInstance(value)) {
			return value;
		}
		Object converted = null;
		String reason = "";
		try {
			converted = tryConvert(value, type);
		}
		catch (ArithmeticException | DateTimeParseException | IllegalArgumentException ex) {
			reason = reason(type);
		}
		if (converted == null) {
			throw new InvalidDataAccessApiUsageException("A value of type '" + value.getClass().getTypeName()
					+ "' cannot be used as '" + type.getTypeName() + "'" + reason);
		}
		return converted;
	}

	/**
	 * The value as an instance of a field's type; a JSON document is taken as it is.
	 * @throws InvalidDataAccessApiUsageException if it is none, and does not spell one
	 */
	public static Object convert(Object value, ModelField field) {
		if (field.json()) {
			return value;
		}
		try {
			return convert(value, field.type());
		}
		catch (InvalidDataAccessApiUsageException ex) {
			throw new InvalidDataAccessApiUsageException("'" + field + "': " + ex.getMessage());
		}
	}

	private static @Nullable Object tryConvert(Object value, Class<?> type) {
		Function<Object, @Nullable Object> conversion = CONVERSIONS.get(type);
		if (conversion != null) {
			return conversion.apply(value);
		}
		if (type.isEnum()) {
			return (value instanceof CharSequence name) ? constant(name.toString(), type) : null;
		}
		return Number.class.isAssignableFrom(type) ? NumberValues.convert(value, type) : null;
	}

	private static Function<Object, @Nullable Object> parse(Function<String, Object> parser) {
		return (value) -> (value instanceof CharSequence text) ? parser.apply(text.toString().strip()) : null;
	}

	private static @Nullable Object toText(Object value) {
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

	/** As Django, which takes 1, "1", "t" and "True" for true. */
	private static @Nullable Object toBoolean(Object value) {
		String text = (value instanceof Number) ? NumberValues.convert(value, Integer.class) + "" : value.toString();
		if (!(value instanceof Number || value instanceof CharSequence)) {
			return null;
		}
		if (!TRUE.contains(text) && !FALSE.contains(text)) {
			throw new IllegalArgumentException();
		}
		return TRUE.contains(text);
	}

	private static @Nullable Object toInstant(Object value) {
		if (value instanceof OffsetDateTime dateTime) {
			return dateTime.toInstant();
		}
		if (value instanceof ZonedDateTime dateTime) {
			return dateTime.toInstant();
		}
		return (value instanceof CharSequence text) ? OffsetDateTime.parse(withT(text.toString().strip())).toInstant()
				: null;
	}

	/** With or without hyphens; never the short forms that the JDK would fill up. */
	private static UUID toUuid(String text) {
		String hex = text.replace("-", "");
		if (hex.length() != 32 || text.length() != 32 && text.length() != 36) {
			throw new IllegalArgumentException();
		}
		return UUID.fromString(String.join("-", hex.substring(0, 8), hex.substring(8, 12), hex.substring(12, 16),
				hex.substring(16, 20), hex.substring(20)));
	}

	/** "2026-01-31 12:00" is as good as with a T. */
	private static String withT(String text) {
		return (text.length() > 10 && text.charAt(10) == ' ') ? text.substring(0, 10) + "T" + text.substring(11) : text;
	}

	private static Object constant(String name, Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.filter((candidate) -> ((Enum<?>) candidate).name().equals(name))
			.findFirst()
			.orElseThrow(IllegalArgumentException::new);
	}

	private static String reason(Class<?> type) {
		if (type.isEnum()) {
			return ": it must be the name of a constant, one of "
					+ Arrays.stream(type.getEnumConstants()).map((constant) -> ((Enum<?>) constant).name()).toList();
		}
		if (type == Boolean.class) {
			return ": it must be true or false, or 1 or 0";
		}
		if (type == Instant.class) {
			return ": text must be a date and time with its offset, as in 2026-01-31T12:00:00Z";
		}
		if (type == UUID.class) {
			return ": text must have 32 hexadecimal digits";
		}
		return Number.class.isAssignableFrom(type) ? ": it is no such number, or does not fit without loss"
				: ": text must be in ISO form";
	}

}
