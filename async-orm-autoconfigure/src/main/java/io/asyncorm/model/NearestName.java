package io.asyncorm.model;

import java.util.Collection;
import java.util.Comparator;

/**
 * Suggests the nearest known name in place of a misspelled one, for error messages.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class NearestName {

	private NearestName() {
	}

	/**
	 * A sentence that suggests the nearest of the choices, with a space before it; empty
	 * if none is near.
	 */
	public static String suggest(String name, Collection<String> choices) {
		if (MessageText.isCut(name)) {
			return "";
		}
		String wanted = PropertyNames.toCamelCase(name);
		int limit = Math.max(1, wanted.length() / 3);
		return choices.stream()
			.filter((choice) -> distance(wanted, PropertyNames.toCamelCase(choice)) <= limit)
			.min(Comparator.comparingInt((choice) -> distance(wanted, PropertyNames.toCamelCase(choice))))
			.map((choice) -> " Did you mean '" + choice + "'?")
			.orElse("");
	}

	/**
	 * How many letters to insert, leave out, replace or swap with their neighbour,
	 * without regard to case; the usual table, of which three rows are enough.
	 */
	private static int distance(String first, String second) {
		int[] beforePrevious = new int[0];
		int[] previous = new int[second.length() + 1];
		for (int j = 0; j <= second.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= first.length(); i++) {
			int[] current = new int[second.length() + 1];
			current[0] = i;
			for (int j = 1; j <= second.length(); j++) {
				int replaced = previous[j - 1] + (same(first, i, second, j) ? 0 : 1);
				current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, replaced);
				if (i > 1 && j > 1 && same(first, i, second, j - 1) && same(first, i - 1, second, j)) {
					current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
				}
			}
			beforePrevious = previous;
			previous = current;
		}
		return previous[second.length()];
	}

	private static boolean same(String first, int i, String second, int j) {
		return Character.toLowerCase(first.charAt(i - 1)) == Character.toLowerCase(second.charAt(j - 1));
	}

}
