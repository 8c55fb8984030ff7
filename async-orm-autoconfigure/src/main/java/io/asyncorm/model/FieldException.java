package io.asyncorm.model;

import java.util.Collection;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A name that means nothing here: an unknown field, lookup or keyword, or one that may
 * not stand where it does. Django's {@code FieldError}.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class FieldException extends InvalidDataAccessApiUsageException {

	public FieldException(String message) {
		super(message);
	}

	/**
	 * An unknown name, with what there is to choose from and the nearest of it.
	 */
	public static FieldException unknown(String what, String name, String where, Collection<String> choices) {
		return new FieldException("Cannot resolve " + what + " '" + name + "' " + where + "."
				+ NearestName.suggest(name, choices) + " Choices are: " + String.join(", ", choices) + ".");
	}

}
