package io.asyncorm.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * Thrown when an object that was to be written violates constraints of Bean Validation,
 * with all of them by property; of a list of objects those of all objects, by their place
 * and property, as {@code [3].title}. Nothing was sent.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InvalidObjectException extends DataIntegrityViolationException {

	/** The most violations that the message shows. */
	private static final int SHOWN = 20;

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

	private InvalidObjectException(String model, String message, Map<String, List<String>> violations,
			Throwable cause) {
		super(message, cause);
		this.model = model;
		this.violations = Collections.unmodifiableMap(violations);
	}

	/**
	 * What is wrong with the objects of a list, as {@code [3].title}.
	 * @param invalid those that are invalid, at least one, by their place in the list,
	 * counted from 0
	 */
	public static InvalidObjectException ofList(SortedMap<Integer, InvalidObjectException> invalid) {
		InvalidObjectException first = Objects.requireNonNull(invalid.get(invalid.firstKey()));
		Map<String, List<String>> violations = new LinkedHashMap<>();
		invalid.forEach((index, one) -> one.violations.forEach((path, messages) -> violations
			.put("[" + index + "]" + ((path.isEmpty() || path.startsWith("[")) ? path : "." + path), messages)));
		String message = (invalid.size() == 1) ? "one of these '" + first.model + "' objects is invalid"
				: invalid.size() + " of these '" + first.model + "' objects are invalid";
		return new InvalidObjectException(first.model, message + ", and nothing was written: " + describe(violations),
				violations, first);
	}

	private static String message(String model, Map<String, List<String>> violations) {
		return "This '" + model + "' is invalid, and was not written: " + describe(violations);
	}

	private static String describe(Map<String, List<String>> violations) {
		String shown = violations.entrySet()
			.stream()
			.limit(SHOWN)
			.map((violation) -> (violation.getKey().isEmpty() ? "it" : "'" + violation.getKey() + "'") + " "
					+ String.join(" and ", violation.getValue()))
			.collect(Collectors.joining("; "));
		int others = violations.size() - SHOWN;
		return (others > 0) ? shown + "; and " + others + " more" : shown;
	}

	/** The name of the object's model. */
	public String getModel() {
		return this.model;
	}

	/** What is wrong with each property, by its path; of a list as {@code [3].title}. */
	public Map<String, List<String>> getViolations() {
		return this.violations;
	}

}
