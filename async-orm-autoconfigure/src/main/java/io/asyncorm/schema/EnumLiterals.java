package io.asyncorm.schema;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts in expressions that are values of enums, or arrays of such.
 */
final class EnumLiterals {

	/** A quoted name as a whole, or a text. */
	private static final Pattern TEXT = Pattern.compile("\"(?:[^\"]|\"\")*+\"|'((?:[^']|'')*+)'");

	/** A part of an array, with quotes or without. */
	private static final Pattern ELEMENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|[^,{}\"\\s][^,{}\"]*+");

	private EnumLiterals() {
	}

	/**
	 * An expression with other texts.
	 * @param others the others by those that there are
	 */
	static String replace(String expression, Map<String, String> others) {
		return others.isEmpty() ? expression
				: TEXT.matcher(expression)
					.replaceAll((found) -> Matcher.quoteReplacement((found.group(1) != null)
							? "'" + other(found.group(1), isArray(found.group(1)), others) + "'" : found.group()));
	}

	/**
	 * An expression as the catalog prints it with other values of an enum.
	 * @param type the enum, as a cast names it
	 * @param others the others by those that there are
	 */
	static String replace(String expression, String type, Map<String, String> others) {
		Pattern value = Pattern.compile("'((?:[^']|'')*+)'::" + Pattern.quote(type) + "(\\[\\])?(?!\\w)");
		return value.matcher(expression)
			.replaceAll((found) -> Matcher.quoteReplacement("'" + other(found.group(1), found.group(2) != null, others)
					+ "'" + found.group().substring(found.end(1) - found.start() + 1)));
	}

	/**
	 * @param text a text as it stands between quotes
	 */
	private static String other(String text, boolean array, Map<String, String> others) {
		String plain = text.replace("''", "'");
		String other = array ? elements(plain, others) : others.getOrDefault(plain, plain);
		return other.replace("'", "''");
	}

	private static boolean isArray(String text) {
		return text.startsWith("{") && text.endsWith("}");
	}

	private static String elements(String array, Map<String, String> others) {
		return ELEMENT.matcher(array).replaceAll((found) -> {
			String element = (found.group(1) != null) ? found.group(1).replaceAll("\\\\(.)", "$1")
					: found.group().strip();
			String other = others.get(element);
			return Matcher.quoteReplacement((other != null) ? element(other) : found.group());
		});
	}

	/** As PostgreSQL prints it. */
	private static String element(String text) {
		boolean plain = !text.isEmpty() && !text.equalsIgnoreCase("null")
				&& text.chars().noneMatch((letter) -> ",{}\"\\".indexOf(letter) >= 0 || Character.isWhitespace(letter));
		return plain ? text : '"' + text.replaceAll("([\"\\\\])", "\\\\$1") + '"';
	}

}
