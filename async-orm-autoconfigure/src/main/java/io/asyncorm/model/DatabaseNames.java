package io.asyncorm.model;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What may be the name of a table or column in every database.
 */
final class DatabaseNames {

	/** PostgreSQL cuts what is longer, silently. */
	static final int MAXIMUM_BYTES = 63;

	private DatabaseNames() {
	}

	/** What is wrong with a name, to follow it in a sentence; null if nothing is. */
	static @Nullable String fault(String name) {
		if (name.isBlank()) {
			return "is blank";
		}
		if (name.indexOf('"') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
			return "holds a quote or a control character";
		}
		int bytes = name.getBytes(StandardCharsets.UTF_8).length;
		return (bytes > MAXIMUM_BYTES) ? "has " + bytes + " bytes, but a name can have " + MAXIMUM_BYTES + " at most"
				: null;
	}

}
