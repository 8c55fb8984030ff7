package io.asyncorm.compiler;

import java.util.HashSet;
import java.util.Set;

/**
 * Gives out the table aliases of one statement, subqueries included. As in Django, the
 * first use of a table goes by the table's own name, and further ones by T2, T3 and so
 * on. Not thread-safe: one object serves one statement.
 */
final class Aliases {

	private final Set<String> used = new HashSet<>();

	String next(String table) {
		if (this.used.add(table)) {
			return table;
		}
		String alias = "T" + (this.used.size() + 1);
		this.used.add(alias);
		return alias;
	}

}
