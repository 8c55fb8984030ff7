package io.asyncorm.injection;

/**
 * What a statement of PostgreSQL is without its texts and quoted names.
 */
final class Structure {

	private Structure() {
	}

	static String of(String sql) {
		StringBuilder structure = new StringBuilder();
		int i = 0;
		while (i < sql.length()) {
			char here = sql.charAt(i);
			structure.append(here);
			i++;
			if (here == '\'' || here == '"') {
				boolean escapes = here == '\'' && i > 1 && sql.charAt(i - 2) == 'E';
				structure.setLength(structure.length() - (escapes ? 2 : 1));
				i = end(sql, i, here, escapes);
				structure.append(here).append((here == '"') ? "name" : "text").append(here);
			}
		}
		return structure.toString();
	}

	/**
	 * The place behind the quote that ends it: one that is not doubled.
	 * @param escapes whether a backslash hides what follows it
	 */
	private static int end(String sql, int start, char quote, boolean escapes) {
		int i = start;
		while (i < sql.length()) {
			if (escapes && sql.charAt(i) == '\\') {
				i += 2;
				continue;
			}
			if (sql.charAt(i) == quote) {
				if (i + 1 == sql.length() || sql.charAt(i + 1) != quote) {
					return i + 1;
				}
				i++;
			}
			i++;
		}
		throw new AssertionError("A quote is not closed in " + sql);
	}

}
