package io.asyncorm.schema;

import java.util.List;

/**
 * Texts and names that what runs migrations may take for something else. They follow from
 * names, so that they are the same each time.
 */
final class RandomText {

	private static final List<String> TEXTS = List.of("it's", "a;b -- ${c}", "first\n--rollback x;\nlast", "$$ /* ;",
			"\\ \"quoted\" \\'", "$x$;${flyway:user}");

	private static final List<String> NAMES = List.of("", "", "; ${x} -- 'y'", "$$ /* Z", " a\\b; ");

	private RandomText() {
	}

	/** The text of a field. */
	static String of(String name) {
		return TEXTS.get(number(name) % TEXTS.size());
	}

	/** As above, as a constant of SQL. */
	static String constant(String name) {
		return "'" + of(name).replace("'", "''") + "'";
	}

	/** The name of a table or column in the database. */
	static String name(String name, String ending) {
		return name + NAMES.get(number(name) % NAMES.size()) + ending;
	}

	private static int number(String name) {
		return Integer.parseInt(name.substring(1));
	}

	static String quoted(String name) {
		return '"' + name + '"';
	}

	/** A text in the source of a class. */
	static String literal(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
	}

}
