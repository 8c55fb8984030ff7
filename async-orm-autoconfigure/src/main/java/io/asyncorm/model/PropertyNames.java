package io.asyncorm.model;

import java.util.Locale;

/**
 * Converts names of properties between camel case, {@code isActive} in Java, and snake
 * case, {@code is_active} in Django strings and columns.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class PropertyNames {

	private PropertyNames() {
	}

	/**
	 * Converts a name to camel case, in which names are compared: {@code is_active} and
	 * {@code isActive} both give {@code isActive}.
	 */
	public static String toCamelCase(String name) {
		if (name.indexOf('_') < 0) {
			return name;
		}
		StringBuilder camel = new StringBuilder(name.length());
		boolean upper = false;
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (c == '_' && !camel.isEmpty()) {
				upper = true;
			}
			else {
				camel.append(upper ? Character.toUpperCase(c) : c);
				upper = false;
			}
		}
		return camel.toString();
	}

	/**
	 * Converts a name to snake case, as for tables and columns: {@code isActive} gives
	 * {@code is_active}.
	 */
	public static String toSnakeCase(String name) {
		StringBuilder snake = new StringBuilder(name.length() + 4);
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (Character.isUpperCase(c) && i > 0 && startsWord(name, i)) {
				snake.append('_');
			}
			snake.append(c);
		}
		return snake.toString().toLowerCase(Locale.ROOT);
	}

	/**
	 * A model's name as a property, as in {@code bookReview} for {@code BookReview}.
	 */
	public static String decapitalize(String name) {
		return Character.toLowerCase(name.charAt(0)) + name.substring(1);
	}

	/** In "URLPath" the words begin at U and P: an upper case run is one word. */
	private static boolean startsWord(String name, int index) {
		char before = name.charAt(index - 1);
		boolean nextIsLower = index + 1 < name.length() && Character.isLowerCase(name.charAt(index + 1));
		return before != '_' && (!Character.isUpperCase(before) || nextIsLower);
	}

}
