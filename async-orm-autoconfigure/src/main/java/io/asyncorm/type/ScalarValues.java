package io.asyncorm.type;

import java.time.format.DateTimeParseException;

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
		ColumnType column = ColumnType.find(type);
		Object converted = null;
		String reason = "";
		try {
			converted = (column != null) ? column.spelling().parser().apply(value) : null;
		}
		catch (ArithmeticException | DateTimeParseException | IllegalArgumentException ex) {
			reason = reason(column);
		}
		if (converted == null) {
			throw new InvalidDataAccessApiUsageException("A value of type '" + value.getClass().getTypeName()
					+ "' cannot be used as '" + type.getTypeName() + "'" + reason);
		}
		return converted;
	}

	private static String reason(@Nullable ColumnType column) {
		return (column != null) ? ": " + column.spelling().hint() : "";
	}

}
