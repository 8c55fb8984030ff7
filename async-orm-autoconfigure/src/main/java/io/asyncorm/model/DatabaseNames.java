package io.asyncorm.model;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Checks names of tables and columns by the rules that every database shares: no quotes,
 * no control characters, not too long.
 */
final class DatabaseNames {

	/** PostgreSQL cuts what is longer, silently. */
	static final int MAXIMUM_BYTES = 63;

	private DatabaseNames() {
	}

	/** The fault of the name of a table, likewise. */
	static @Nullable String tableFault(String name) {
		int dot = name.indexOf('.');
		return (dot > 0) ? "has a dot, and a schema is no part of a name: declare it by @Model(schema = \""
				+ name.substring(0, dot) + "\")" : fault(name);
	}

	/** The fault of a name, as the rest of a sentence about it; null if it has none. */
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
