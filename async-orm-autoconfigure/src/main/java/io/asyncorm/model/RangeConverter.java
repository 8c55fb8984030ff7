package io.asyncorm.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.asyncorm.type.ScalarValues;
import io.asyncorm.type.ServerTimes;
import io.asyncorm.type.UnfitValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * Converts a range to the text by which the database knows it, and back.
 *
 * @param element the type of the ends
 */
record RangeConverter(Class<?> element) implements AttributeConverter<Object, Object> {

	/** The ends, each perhaps in quotes. */
	private static final Pattern RANGE = Pattern.compile("([\\[(])\"?([^\",]*)\"?,\"?([^\",]*)\"?([])])");

	/** The types of the database, by the types of the ends. */
	private static final Map<Class<?>, String> TYPES = Map.of(Integer.class, "int4range", Long.class, "int8range",
			BigDecimal.class, "numrange", LocalDate.class, "daterange", LocalDateTime.class, "tsrange", Instant.class,
			"tstzrange");

	/** Their names, for messages. */
	static final String ELEMENTS = TYPES.keySet()
		.stream()
		.map(Class::getSimpleName)
		.sorted()
		.collect(Collectors.joining(", "));

	/** What stands for infinity, as in columns of times; null is no end at all. */
	private static final Map<Object, String> INFINITY = Map.of(LocalDate.MAX, "infinity", LocalDate.MIN, "-infinity",
			LocalDateTime.MAX, "infinity", LocalDateTime.MIN, "-infinity", Instant.MAX, "infinity", Instant.MIN,
			"-infinity");

	private static final Map<Class<?>, Function<String, ? extends Comparable<?>>> PARSERS = Map.of(Integer.class,
			Integer::valueOf, Long.class, Long::valueOf, BigDecimal.class, BigDecimal::new, LocalDate.class,
			ServerTimes::date, LocalDateTime.class, ServerTimes::dateTime, Instant.class, ServerTimes::instant);

	/** The conversion of a property; null if it is no range that columns can hold. */
	static @Nullable Conversion find(PropertyDeclaration property, Object owner) {
		Conversion conversion = find(ResolvableType.forType(property.annotatedType().getType()));
		return (conversion != null) ? conversion.of(owner) : null;
	}

	/** The conversion of a type; null if it is no range that columns can hold. */
	static @Nullable Conversion find(ResolvableType type) {
		Class<?> element = (type.resolve() == Range.class) ? type.getGeneric(0).resolve() : null;
		return (element != null && TYPES.containsKey(element))
				? new Conversion(Range.class, String.class, new RangeConverter(element), "its range", "A value") : null;
	}

	/**
	 * The conversion of a range of which only its ends are known; null if it has none.
	 * @throws InvalidValueException if columns hold no such ranges
	 */
	static @Nullable RangeConverter find(Range<?> range) {
		Object end = (range.lower() != null) ? range.lower() : range.upper();
		if (end != null && !TYPES.containsKey(end.getClass())) {
			throw new InvalidValueException("The ends of a range are of type '" + end.getClass().getTypeName()
					+ "', of which no column has ranges; they can be of " + ELEMENTS);
		}
		return (end != null) ? new RangeConverter(end.getClass()) : null;
	}

	/** The type of the database. */
	String columnType() {
		return String.valueOf(TYPES.get(this.element));
	}

	@Override
	public Object toColumn(Object value) {
		return text((Range<?>) value);
	}

	String text(Range<?> range) {
		return text(range, this::written);
	}

	private static String text(Range<?> range, Function<Object, String> end) {
		return range.empty() ? "empty"
				: (range.lowerInclusive() ? "[" : "(") + ((range.lower() != null) ? end.apply(range.lower()) : "") + ","
						+ ((range.upper() != null) ? end.apply(range.upper()) : "")
						+ (range.upperInclusive() ? "]" : ")");
	}

	/** The text of the range that has this value and no other. */
	String ofElement(Object value) {
		String text = written(value);
		return "[" + text + "," + text + "]";
	}

	/** An end that the column can hold. */
	private String written(Object end) {
		try {
			return spelled(ScalarValues.convert(end, this.element));
		}
		catch (UnfitValueException ex) {
			throw new InvalidValueException(String.valueOf(ex.getMessage()), ex);
		}
	}

	private static String spelled(Object end) {
		String infinity = INFINITY.get(end);
		if (infinity != null) {
			return infinity;
		}
		return switch (end) {
			case Temporal time -> ServerTimes.text(time);
			case BigDecimal decimal -> decimal.toPlainString();
			default -> end.toString();
		};
	}

	@Override
	public Object fromColumn(Object stored) {
		String text = stored.toString();
		if (text.equals("empty")) {
			return Range.none();
		}
		Matcher matcher = RANGE.matcher(text);
		if (!matcher.matches()) {
			throw new DataRetrievalFailureException("A text is no range, such as [1,5)");
		}
		return range(parsed(matcher.group(2)), matcher.group(1).equals("["), parsed(matcher.group(3)),
				matcher.group(4).equals("]"));
	}

	/**
	 * The text of a range as all have it that are equal to the database, which knows the
	 * next one of whole numbers and days: {@code [1,3]} is {@code [1,4)}.
	 */
	String comparable(Object stored) {
		Range<?> range = (Range<?>) fromColumn(stored);
		if (range.empty()) {
			return "empty";
		}
		Object lower = range.lower();
		Object upper = range.upper();
		Object first = (lower != null && !range.lowerInclusive()) ? next(lower) : null;
		Object behind = (upper != null && range.upperInclusive()) ? next(upper) : null;
		return text(
				range((first != null) ? first : comparableEnd(lower), first != null || range.lowerInclusive(),
						(behind != null) ? behind : comparableEnd(upper), behind == null && range.upperInclusive()),
				RangeConverter::spelled);
	}

	/** The next value; null where there is none, or the database knows of none. */
	private static @Nullable Object next(Object end) {
		return switch (end) {
			case Integer number when number < Integer.MAX_VALUE -> number + 1;
			case Long number when number < Long.MAX_VALUE -> number + 1;
			case LocalDate day when !INFINITY.containsKey(day) -> day.plusDays(1);
			default -> null;
		};
	}

	private static @Nullable Object comparableEnd(@Nullable Object end) {
		return (end instanceof BigDecimal decimal) ? decimal.stripTrailingZeros() : end;
	}

	@SuppressWarnings("unchecked") // both ends are of the type of the elements
	private static <T extends Comparable<? super T>> Range<T> range(@Nullable Object lower, boolean lowerInclusive,
			@Nullable Object upper, boolean upperInclusive) {
		return new Range<>((T) lower, lowerInclusive, (T) upper, upperInclusive, false);
	}

	/** As the database writes it, or as it is written to it. */
	private @Nullable Object parsed(String text) {
		if (text.isEmpty()) {
			return null;
		}
		if (text.endsWith("infinity")) {
			return INFINITY.entrySet()
				.stream()
				.filter((entry) -> entry.getValue().equals(text) && entry.getKey().getClass() == this.element)
				.findFirst()
				.map(Map.Entry::getKey)
				.orElse(null);
		}
		Function<String, ? extends Comparable<?>> parser = PARSERS.get(this.element);
		try {
			return (parser != null) ? parser.apply(text.replace('T', ' ')) : null;
		}
		catch (RuntimeException ex) {
			throw new DataRetrievalFailureException("The end of a range is no '" + this.element.getSimpleName() + "'",
					ex);
		}
	}

}
