package io.asyncorm.repository;

import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The name of a declared method, as far as it is the same for all models:
 * {@code alistByTitle} is a verb and what stands behind it.
 *
 * @param terminal the verb
 * @param rest what stands behind it
 */
record MethodName(Terminal terminal, String rest) {

	private static final Pattern NAME = Pattern.compile("(?:a(?=\\p{Ll})|(?=" + Terminal.FILTER.verb() + "))("
			+ Arrays.stream(Terminal.values())
				.map(Terminal::verb)
				.sorted(Comparator.comparingInt(String::length).reversed())
				.collect(Collectors.joining("|"))
			+ ")((?!\\p{Ll}).*)");

	private static final Pattern CRITERIA = Pattern.compile("(?:By|OrderBy)\\P{Ll}.*");

	/** Reads a name; null if it does not begin with a verb. */
	static @Nullable MethodName find(String name) {
		Matcher matcher = NAME.matcher(name);
		return matcher.matches() ? new MethodName(Terminal.of(matcher.group(1)), matcher.group(2)) : null;
	}

	/** Whether it goes on with conditions or an order. */
	boolean hasCriteria() {
		return isCriteria(this.rest);
	}

	static boolean isCriteria(String text) {
		return CRITERIA.matcher(text).matches();
	}

}
