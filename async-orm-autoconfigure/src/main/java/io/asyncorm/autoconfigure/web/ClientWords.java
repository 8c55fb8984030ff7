package io.asyncorm.autoconfigure.web;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages in words of clients, who know what JSON has, and no classes of Java.
 */
final class ClientWords {

	/**
	 * What comes before the simple name of a class: clients learn nothing of packages.
	 */
	private static final Pattern CLASS_QUALIFIER = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?:[A-Z]\\w*[.$])*(?=[A-Z])");

	private static final Pattern UNFIT = Pattern.compile("A value of type '([^']+)' cannot be used as '([^']+)'");

	private static final Pattern GIVEN = Pattern.compile("a value of type '([^']+)'(?= was given)");

	private static final Map<String, String> WORDS = Map.ofEntries(Map.entry("String", "a text"),
			Map.entry("Character", "a text"), Map.entry("Byte", "a whole number"), Map.entry("Short", "a whole number"),
			Map.entry("Integer", "a whole number"), Map.entry("Long", "a whole number"),
			Map.entry("BigInteger", "a whole number"), Map.entry("Float", "a number"), Map.entry("Double", "a number"),
			Map.entry("BigDecimal", "a number"), Map.entry("Boolean", "true or false"),
			Map.entry("LocalDate", "a date"), Map.entry("LocalTime", "a time"),
			Map.entry("LocalDateTime", "a date and time"), Map.entry("Instant", "a point in time"),
			Map.entry("OffsetDateTime", "a point in time"), Map.entry("ZonedDateTime", "a point in time"),
			Map.entry("UUID", "a UUID"), Map.entry("Duration", "a duration"), Map.entry("LinkedHashMap", "an object"),
			Map.entry("ArrayList", "a list"));

	private ClientWords() {
	}

	static String of(String message) {
		String unqualified = CLASS_QUALIFIER.matcher(message).replaceAll("");
		return UNFIT.matcher(GIVEN.matcher(unqualified).replaceAll(ClientWords::given)).replaceAll(ClientWords::unfit);
	}

	private static String given(MatchResult found) {
		return Matcher.quoteReplacement(WORDS.getOrDefault(found.group(1), "such a value"));
	}

	private static String unfit(MatchResult found) {
		String given = WORDS.getOrDefault(found.group(1), "such a value");
		String wanted = WORDS.get(found.group(2));
		String text = Character.toUpperCase(given.charAt(0)) + given.substring(1)
				+ ((wanted != null && !wanted.equals(given)) ? " is not " + wanted : " cannot be used here");
		return Matcher.quoteReplacement(text);
	}

}
