package io.asyncorm.model;

import java.util.Collection;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Thrown for an unknown field, lookup or keyword, or one that is not allowed where it
 * stands. Django's {@code FieldError}. If only the value is wrong, it is an
 * {@link InvalidValueException}.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class FieldException extends InvalidDataAccessApiUsageException {

	public FieldException(String message) {
		super(MessageText.message(message));
	}

	public FieldException(String message, Throwable cause) {
		super(MessageText.message(message), cause);
	}

	/**
	 * An exception for an unknown name, which lists the choices and suggests the nearest.
	 */
	public static FieldException unknown(String what, String name, String where, Collection<String> choices) {
		String given = String.valueOf(name); // a null, too, is no name
		return new FieldException("Cannot resolve " + what + " '" + MessageText.name(given) + "' " + where + "."
				+ NearestName.suggest(given, choices) + " Choices are: " + String.join(", ", choices) + ".");
	}

}
