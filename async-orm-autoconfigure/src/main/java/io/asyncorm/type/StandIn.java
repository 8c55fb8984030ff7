package io.asyncorm.type;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A class of the JDK for which databases have no type, with the {@link ColumnType} whose
 * values stand in the column for its own: a row of the one table of these.
 *
 * @param javaType the class of values, boxed
 * @param columnType the class of the values that stand in the column, boxed
 * @param length the length of the longest text in the column; 0 if there is no limit
 * @param form what a value looks like, for messages
 * @param toColumn converts a value; throws an {@link UnfitValueException} if no column
 * can hold it
 * @param fromColumn converts what stands in the column; throws an
 * {@link UnfitValueException} if that is no value
 * @param spelling converts a text that means a value to what stands in the column;
 * returns any other as it is
 * @since 0.1.0
 */
public record StandIn(Class<?> javaType, Class<?> columnType, int length, String form, UnaryOperator<Object> toColumn,
		UnaryOperator<Object> fromColumn, UnaryOperator<String> spelling) {

	/** As RFC 5646 recommends for a language tag. */
	private static final int LONGEST_LANGUAGE_TAG = 35;

	private static final Map<Class<?>, StandIn> BY_CLASS = List
		.of(of(Byte.class, Short.class, 0, "a whole number from -128 to 127", Number::shortValue, StandInForms::toByte),
				of(Character.class, String.class, 1, "one character that is neither NUL nor half of a surrogate pair",
						StandInForms::ofCharacter, StandInForms::toCharacter),
				of(OffsetDateTime.class, Instant.class, 0,
						"a date and time with its offset, as in 2026-01-31T12:00:00+01:00", StandInForms::ofOffset,
						StandInForms::toOffset),
				of(ZonedDateTime.class, Instant.class, 0,
						"a date and time with its offset, as in 2026-01-31T12:00:00+01:00", StandInForms::ofZoned,
						StandInForms::toZoned),
				of(Year.class, Integer.class, 0, "a year, as in 2026", Year::getValue, Year::of),
				new StandIn(YearMonth.class, LocalDate.class, 0, "a month, as in 2026-01",
						(value) -> ((YearMonth) value).atDay(1), (value) -> StandInForms.toMonth((LocalDate) value),
						StandInForms::firstDay),
				of(URI.class, String.class, 0, "a URI, as in https://example.org/books", URI::toString,
						StandInForms::toUri),
				new StandIn(Locale.class, String.class, LONGEST_LANGUAGE_TAG,
						"a language tag of BCP 47 as it is usually written, as in en-US",
						(value) -> StandInForms.ofLocale((Locale) value),
						(value) -> StandInForms.toLocale((String) value), StandInForms::languageTag),
				of(Currency.class, String.class, 3, "a currency code of ISO 4217, as in EUR", Currency::getCurrencyCode,
						StandInForms::toCurrency))
		.stream()
		.collect(Collectors.toUnmodifiableMap(StandIn::javaType, Function.identity()));

	/** Finds the row of a boxed class; null if there is none. */
	public static @Nullable StandIn find(Class<?> boxed) {
		return BY_CLASS.get(boxed);
	}

	/** All rows. */
	public static Collection<StandIn> all() {
		return BY_CLASS.values();
	}

	/**
	 * Converts a value to what stands in the column, as that {@link ColumnType#fit holds}
	 * it.
	 * @throws UnfitValueException if no column can hold it
	 */
	public Object store(Object value) {
		Object stored = this.toColumn.apply(value);
		ColumnType type = ColumnType.find(this.columnType);
		return (type != null) ? type.fit(stored) : stored;
	}

	/**
	 * Converts a value, or what means one, such as a text, to what stands in the column.
	 * @throws UnfitValueException if it means none
	 */
	public Object storeGiven(Object given) {
		return store(this.javaType.isInstance(given) ? given
				: restore(ScalarValues.convert(spelled(given), this.columnType)));
	}

	/**
	 * Converts what stands in the column to a value.
	 * @throws UnfitValueException if it is none
	 */
	public Object restore(Object stored) {
		return this.fromColumn.apply(stored);
	}

	/**
	 * What a user gave instead of a value, as it would stand in the column; as it is if
	 * it is nothing that means a value of this class alone.
	 */
	public Object spelled(Object given) {
		return (given instanceof CharSequence text) ? this.spelling.apply(text.toString().strip()) : given;
	}

	@SuppressWarnings("unchecked") // the classes of the row are those of the functions
	private static <J, S> StandIn of(Class<J> javaType, Class<S> columnType, int length, String form,
			Function<? super J, ? extends S> toColumn, Function<? super S, ? extends J> fromColumn) {
		return new StandIn(javaType, columnType, length, form, (value) -> toColumn.apply((J) value),
				(stored) -> fromColumn.apply((S) stored), UnaryOperator.identity());
	}

}
