package io.asyncorm.dialect;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.asyncorm.sql.JsonOperator;

/**
 * Writes operations on JSON documents in the SQL of one database. What is not overridden
 * is written as PostgreSQL writes it.
 *
 * @since 0.1.0
 */
public interface JsonSpelling {

	/** PostgreSQL's own. */
	JsonSpelling POSTGRESQL = new JsonSpelling() {
	};

	/** A position in an array; a negative one counts from its end. */
	Pattern POSITION = Pattern.compile("-?[0-9]{1,9}");

	/**
	 * Writes a JSON operator such as containment. Drivers take a question mark for a
	 * bind, unless there are two.
	 */
	default String template(JsonOperator operator) {
		return switch (operator) {
			case EQUAL, EQUAL_OBJECTS -> "{0} = {1}";
			case CONTAINS -> "{0} @> {1}";
			case HAS_KEY -> "{0} ?? {1}";
			case HAS_ANY_KEY -> "{0} ??| {1}";
			case HAS_ALL_KEYS -> "{0} ??& {1}";
		};
	}

	/**
	 * Extracts the value at a path of a document, as JSON or as text. As in Django, a
	 * number alone is always a position; on a longer path the document decides.
	 */
	default String pathTemplate(List<String> keys, boolean text) {
		if (keys.size() > 1) {
			return "({0} " + (text ? "#>> ARRAY[" : "#> ARRAY[")
					+ keys.stream().map(JsonSpelling::constant).collect(Collectors.joining(", ")) + "])";
		}
		String key = keys.get(0);
		return "({0} " + (text ? "->> " : "-> ") + (POSITION.matcher(key).matches() ? key : constant(key)) + ")";
	}

	private static String constant(String key) {
		return Identifiers.escapedText(key).replace("{", "{{");
	}

	/** What stands before an object's first key, and behind each key. */
	default ObjectWords objectWords() {
		return new ObjectWords("JSONB_BUILD_OBJECT(", ", ");
	}

	/** What stands before an object's first key, and behind each key. */
	record ObjectWords(String start, String afterKey) {

	}

}
