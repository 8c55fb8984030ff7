package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.model.FieldException;

/**
 * Splits Django strings at their double underscores. The only place that does.
 *
 * @since 0.1.0
 */
public final class LookupNames {

	private LookupNames() {
	}

	/**
	 * The names of a string such as {@code author__name__icontains}.
	 * @throws FieldException if one of them is empty
	 */
	public static List<Step> parse(String text) {
		List<Step> steps = new ArrayList<>(4);
		int start = 0;
		while (start <= text.length()) {
			int end = text.indexOf("__", start);
			end = (end < 0) ? text.length() : end;
			if (end == start) {
				throw new FieldException("'" + text + "' has an empty name: write names with two underscores"
						+ " between them, as in author__name__icontains");
			}
			steps.add(new Step.Named(text.substring(start, end)));
			start = end + 2;
		}
		return steps;
	}

}
