package io.asyncorm.repository;

import java.util.Collection;

import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.NearestName;

/**
 * Thrown for a parameter of a request that {@link ClientLookups} do not allow, or whose
 * value is malformed: a bad request (HTTP 400), which Spring MVC and WebFlux are told by
 * the auto-configuration. The message names what is allowed, never what the model has
 * besides, and no values.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class ClientLookupException extends InvalidValueException {

	/** Longer names are no misspelled ones. */
	private static final int MAX_NAME_LENGTH = 64;

	private final String parameter;

	ClientLookupException(String parameter, String message) {
		super(message);
		this.parameter = parameter;
	}

	ClientLookupException(String parameter, String message, Throwable cause) {
		super(message, cause);
		this.parameter = parameter;
	}

	static ClientLookupException parameterNotAllowed(String name, Collection<String> choices) {
		String shown = shown(name);
		return new ClientLookupException(shown, notAllowed("parameter", shown, choices));
	}

	static ClientLookupException orderNotAllowed(String parameter, String order, Collection<String> choices) {
		return new ClientLookupException(parameter, notAllowed("order", shown(order), choices));
	}

	private static String notAllowed(String what, String shown, Collection<String> choices) {
		String allowed = choices.isEmpty() ? " There are none." : " Choices are: " + String.join(", ", choices) + ".";
		return "There is no " + what + " '" + shown + "'." + NearestName.suggest(shown, choices) + allowed;
	}

	/** A name as it may stand in messages and logs. */
	static String shown(String name) {
		StringBuilder shown = new StringBuilder();
		for (int i = 0; i < Math.min(name.length(), MAX_NAME_LENGTH); i++) {
			char letter = name.charAt(i);
			shown.append((Character.isISOControl(letter) || Character.isSurrogate(letter)) ? '?' : letter);
		}
		return (name.length() > MAX_NAME_LENGTH) ? shown + "..." : shown.toString();
	}

	/** The parameter of the request. */
	public String parameter() {
		return this.parameter;
	}

}
