package io.asyncorm.type;

import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

/**
 * Converts a value that a user gave to the type of a field, where nothing is lost: text
 * that can be parsed, a number of another width. Errors do not quote the value, which
 * must not get into logs.
 *
 * @since 0.1.0
 */
public final class ScalarValues {

	private ScalarValues() {
	}

	/**
	 * Converts a value to a boxed type, as columns can hold it: see
	 * {@link ColumnType#fit}.
	 * @throws UnfitValueException if it cannot be converted
	 */
	public static Object convert(Object value, Class<?> type) {
		ColumnType column = ColumnType.find(type);
		if (type.isInstance(value)) {
			return (column != null) ? column.fit(value) : value;
		}
		Object converted = null;
		String reason = "";
		try {
			converted = (column != null && !isTooLong(value, column)) ? column.spelling().parser().apply(value) : null;
		}
		catch (ArithmeticException ex) {
			NumberType number = NumberType.find(type);
			reason = (number != null) ? ": " + number.limits() : reason(column);
		}
		catch (DateTimeParseException | IllegalArgumentException ex) {
			reason = reason(column);
		}
		if (converted == null) {
			throw new UnfitValueException("A value of type '" + value.getClass().getTypeName() + "' cannot be used as '"
					+ type.getTypeName() + "'" + reason);
		}
		return (column != null) ? column.fit(converted) : converted;
	}

	/**
	 * Converts a value that was read. A value of a class that databases have no type for
	 * becomes what stands in its column, too, and the reverse: see {@link StandIn}.
	 * @throws UnfitValueException if it cannot be converted
	 */
	public static Object convertRead(Object value, Class<?> type) {
		StandIn given = StandIn.find(value.getClass());
		Object stored = (given != null) ? given.store(value) : value;
		StandIn wanted = StandIn.find(type);
		if (wanted != null) {
			return wanted.restore(convert(stored, wanted.columnType()));
		}
		boolean number = NumberType.find(stored.getClass()) != null && NumberType.find(type) != null;
		return (number || stored.getClass() == type) ? convert(stored, type) : convert(value, type);
	}

	/** Whether a text is longer than any that can be parsed as the type. */
	private static boolean isTooLong(Object value, ColumnType type) {
		return value instanceof CharSequence text && text.length() > type.longestText();
	}

	private static String reason(@Nullable ColumnType column) {
		return (column != null) ? ": " + column.spelling().hint() : "";
	}

}
