package io.asyncorm.repository;

import java.util.regex.Pattern;

import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.MessageText;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Sort;

/**
 * What a {@code Sort} names. It is mostly a client's, to whom the fields of the model are
 * not told.
 */
final class SpringDataSort {

	/** A path of properties, of which nothing else is made. */
	private static final Pattern PATH = Pattern.compile("[\\p{L}\\p{N}_]+(?:\\.[\\p{L}\\p{N}_]+)*");

	private SpringDataSort() {
	}

	/**
	 * The path of properties that is sorted by.
	 * @throws InvalidValueException if it is none
	 */
	static String requirePath(Sort.Order order) {
		if (!PATH.matcher(order.getProperty()).matches()) {
			throw noProperty(order, null);
		}
		return order.getProperty();
	}

	static InvalidValueException noProperty(Sort.Order order, @Nullable Throwable cause) {
		String message = "'" + MessageText.name(order.getProperty()) + "' is no property to sort by";
		return (cause != null) ? new InvalidValueException(message, cause) : new InvalidValueException(message);
	}

}
