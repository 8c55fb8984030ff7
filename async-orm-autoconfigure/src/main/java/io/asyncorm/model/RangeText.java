package io.asyncorm.model;

import org.jspecify.annotations.Nullable;

/**
 * A range as the text by which the database knows it, of which no column says the type.
 * Immutable.
 * <p>
 * Internal: it may change at any time.
 *
 * @param text the text
 * @param type the database's own type of it; null if its ends are missing, which are all
 * that says it
 * @since 0.1.0
 */
public record RangeText(String text, @Nullable String type) {

	/** What may be the ends of a range, for messages. */
	public static final String ELEMENTS = RangeConverter.ELEMENTS;

	/**
	 * The text of a range of which nothing else is known.
	 * @throws InvalidValueException if columns hold no such ranges
	 */
	public static RangeText of(Range<?> range) {
		RangeConverter converter = RangeConverter.find(range);
		return (converter != null) ? new RangeText(converter.text(range), converter.columnType())
				: new RangeText(range.empty() ? "empty" : "(,)", null);
	}

	/**
	 * The text of a range.
	 * @param conversion that of ranges of its declared type
	 */
	public static RangeText of(Range<?> range, Conversion conversion) {
		return new RangeText((String) conversion.toColumn(range), conversion.rangeType());
	}

	@Override
	public String toString() {
		return this.text;
	}

}
