package io.asyncorm.model;

import java.util.Collection;
import java.util.Comparator;

/**
 * Finds the name that was probably meant.
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
		String wanted = PropertyNames.toCamelCase(name);
		int limit = Math.max(1, wanted.length() / 3);
		return choices.stream()
			.filter((choice) -> distance(wanted, PropertyNames.toCamelCase(choice)) <= limit)
			.min(Comparator.comparingInt((choice) -> distance(wanted, PropertyNames.toCamelCase(choice))))
			.map((choice) -> " Did you mean '" + choice + "'?")
			.orElse("");
	}

	/** Levenshtein's distance, by the usual two rows, without regard to case. */
	private static int distance(String first, String second) {
		int[] previous = new int[second.length() + 1];
		for (int j = 0; j <= second.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= first.length(); i++) {
			int[] current = new int[second.length() + 1];
			current[0] = i;
			for (int j = 1; j <= second.length(); j++) {
				boolean same = Character.toLowerCase(first.charAt(i - 1)) == Character
					.toLowerCase(second.charAt(j - 1));
				current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
			}
			previous = current;
		}
		return previous[second.length()];
	}

}
