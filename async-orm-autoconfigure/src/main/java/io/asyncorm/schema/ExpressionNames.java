package io.asyncorm.schema;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds the names of columns in an expression of a database, as checks and computed
 * columns have it.
 *
 * @since 0.1.0
 */
public final class ExpressionNames {

	private ExpressionNames() {
	}

	/** What could be names of columns, without their quotes. */
	public static Set<String> of(String expression) {
		Set<String> names = new HashSet<>();
		ModelTables.replaceNames(expression, (token) -> {
			char first = token.charAt(0);
			if (first == '"' || first == '`') {
				names.add(token.substring(1, token.length() - 1));
			}
			else if (Character.isLetter(first) || first == '_') {
				names.add(token);
			}
			return token;
		});
		return names;
	}

}
