package io.asyncorm.query;

import java.util.regex.Pattern;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * What may be the name of an annotation.
 */
final class Names {

	/** Django's rule: nothing that could end a name in SQL, or begin a comment. */
	private static final Pattern FORBIDDEN = Pattern.compile("['`\"\\]\\[;#\\s\\p{Cntrl}.]|--|/\\*|\\*/");

	private Names() {
	}

	static void requireAlias(String name) {
		if (name.isEmpty() || FORBIDDEN.matcher(name).find()) {
			throw new InvalidDataAccessApiUsageException("'" + name.replaceAll("\\p{Cntrl}", "?")
					+ "' cannot be the name of an annotation: leave out white space, quotes, brackets, dots, hashes,"
					+ " semicolons and the marks of SQL comments");
		}
	}

}
