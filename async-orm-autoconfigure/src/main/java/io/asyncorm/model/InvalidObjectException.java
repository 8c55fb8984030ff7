package io.asyncorm.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * Thrown when an object that was to be written violates constraints of Bean Validation,
 * with all of them by property. Nothing was sent.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InvalidObjectException extends DataIntegrityViolationException {

	private final String model;

	private final Map<String, List<String>> violations;

	/**
	 * @param model the name of the object's model
	 * @param violations what is wrong with each property, by its path; the empty path is
	 * the object as a whole
	 */
	public InvalidObjectException(String model, Map<String, List<String>> violations, @Nullable Throwable cause) {
		super(message(model, violations), cause);
		this.model = model;
		this.violations = Collections.unmodifiableMap(new LinkedHashMap<>(violations));
	}

	private static String message(String model, Map<String, List<String>> violations) {
		return violations.entrySet()
			.stream()
			.map((violation) -> (violation.getKey().isEmpty() ? "it" : "'" + violation.getKey() + "'") + " "
					+ String.join(" and ", violation.getValue()))
			.collect(Collectors.joining("; ", "This '" + model + "' is invalid, and was not written: ", ""));
	}

	/** The name of the object's model. */
	public String getModel() {
		return this.model;
	}

	/** What is wrong with each property, by its path. */
	public Map<String, List<String>> getViolations() {
		return this.violations;
	}

}
