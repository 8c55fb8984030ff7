package io.asyncorm.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A term of an order that is written as a string, such as {@code -published nulls last}.
 * <p>
 * Internal: it may change at any time.
 *
 * @param name the path of the field
 * @param descending whether it begins with {@code -}
 * @param nullsFirst where nulls are; null for the database's own place
 * @since 0.1.0
 */
public record OrderTerm(String name, boolean descending, @Nullable Boolean nullsFirst) {

	private static final Pattern NULLS = Pattern.compile("\\s+nulls\\s+(first|last)\\s*", Pattern.CASE_INSENSITIVE);

	public static OrderTerm parse(String text) {
		boolean descending = text.startsWith("-");
		int start = descending ? 1 : 0;
		if (text.indexOf(' ') >= 0) {
			Matcher nulls = NULLS.matcher(text);
			for (int i = start; nulls.find(i); i = nulls.start() + 1) {
				if (nulls.end() == text.length()) {
					return new OrderTerm(text.substring(start, nulls.start()), descending,
							nulls.group(1).equalsIgnoreCase("first"));
				}
			}
		}
		return new OrderTerm(text.substring(start), descending, null);
	}

}
