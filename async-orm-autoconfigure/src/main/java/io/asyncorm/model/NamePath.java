package io.asyncorm.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Names that lead from one model to the next, with two underscores between them, such as
 * {@code author__name}. The only place that knows what stands between.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class NamePath {

	static final String SEPARATOR = "__";

	private NamePath() {
	}

	/**
	 * Splits a text into its names.
	 * @param name what becomes of each
	 * @throws FieldException if one of them is empty, or they are too many or too long
	 */
	public static <T> List<T> split(String text, Function<String, T> name) {
		QueryLimits.requireLength(text);
		if (!text.isEmpty() && !text.contains(SEPARATOR)) {
			return List.of(name.apply(text));
		}
		List<T> names = new ArrayList<>(4);
		int start = 0;
		while (start <= text.length()) {
			int end = text.indexOf(SEPARATOR, start);
			end = (end < 0) ? text.length() : end;
			if (end == start) {
				throw new FieldException(
						"'" + MessageText.name(text) + "' has an empty name: write names with two underscores"
								+ " between them, as in author__name__icontains");
			}
			QueryLimits.requireNames(names.size() + 1, text);
			names.add(name.apply(text.substring(start, end)));
			start = end + SEPARATOR.length();
		}
		return names;
	}

	/**
	 * The text of several names.
	 * @param name the name of each
	 */
	public static <T> String join(List<T> names, Function<? super T, String> name) {
		if (names.size() == 1) {
			return name.apply(names.get(0));
		}
		StringBuilder text = new StringBuilder(32);
		for (T each : names) {
			text.append(text.isEmpty() ? "" : SEPARATOR).append(name.apply(each));
		}
		return text.toString();
	}

	/** Whether a name stays one where others stand before and behind it. */
	static boolean isOneName(String name) {
		return !name.contains(SEPARATOR) && !name.endsWith("_");
	}

}
