package io.asyncorm.model;

import java.util.Collection;
import java.util.List;

/**
 * Thrown for a field that a client names and must not change, or that is not there: a bad
 * request (HTTP 400). The message names what is allowed, never what the model has
 * besides.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class FieldNotAllowedException extends InvalidValueException {

	private final String field;

	private final List<String> choices;

	/**
	 * @param field the name that was given
	 * @param choices the names that are allowed
	 */
	public FieldNotAllowedException(String field, Collection<String> choices) {
		super("There is no field '" + MessageText.name(field) + "' to change." + NearestName.suggest(field, choices)
				+ (choices.isEmpty() ? " None can be changed." : " Choices are: " + String.join(", ", choices) + "."));
		this.field = MessageText.name(field);
		this.choices = List.copyOf(choices);
	}

	/** The name that was given, cut where it is too long. */
	public String getField() {
		return this.field;
	}

	/** The names that are allowed. */
	public List<String> getChoices() {
		return this.choices;
	}

}
