package io.asyncorm.compiler;

import java.util.HashSet;
import java.util.Set;

/**
 * Names the tables of one statement, so that none is named twice, in subqueries neither:
 * the first use of a table goes by its own name.
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
