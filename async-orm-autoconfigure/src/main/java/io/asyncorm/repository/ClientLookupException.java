package io.asyncorm.repository;

import java.util.Collection;

import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.MessageText;
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
		String shown = MessageText.name(name);
		return new ClientLookupException(shown, notAllowed("parameter", shown, choices));
	}

	static ClientLookupException orderNotAllowed(String parameter, String order, Collection<String> choices) {
		return new ClientLookupException(parameter, notAllowed("order", MessageText.name(order), choices));
	}

	private static String notAllowed(String what, String shown, Collection<String> choices) {
		String allowed = choices.isEmpty() ? " There are none." : " Choices are: " + String.join(", ", choices) + ".";
		return "There is no " + what + " '" + shown + "'." + NearestName.suggest(shown, choices) + allowed;
	}

	/** The parameter of the request. */
	public String parameter() {
		return this.parameter;
	}

}
