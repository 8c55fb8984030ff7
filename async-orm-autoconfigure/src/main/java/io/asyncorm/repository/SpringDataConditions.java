package io.asyncorm.repository;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Conditions as Spring Data writes them in the names of methods, such as
 * {@code TitleContainingIgnoreCase}, and what they are here. Immutable.
 */
final class SpringDataConditions {

	private static final Pattern AND = Pattern.compile("And(?=\\P{Ll})");

	private static final Pattern OR = Pattern.compile("Or(?=\\P{Ll})");

	private static final Pattern IGNORE_CASE = Pattern.compile("(?:Ignore|Ignoring)Case$");

	private static final Pattern ALL_IGNORE_CASE = Pattern.compile("All(?:Ignore|Ignoring)Case$");

	private static final Pattern UNDERSCORE = Pattern.compile("_+(\\p{L})");

	private static final String TAKES_TRUE = "its parameter is a Boolean, here true";

	private static final String TAKES_FALSE = "its parameter is a Boolean, here false";

	private static final String NOT = "what must not hold is said in a body, by exclude(...)";

	/** The first that fits counts, so that what ends with another stands before it. */
	private static final List<Keyword> KEYWORDS = List.of(new Keyword("Between", "Range", ""),
			new Keyword("LessThanEqual", "Lte", ""), new Keyword("LessThan|Before", "Lt", ""),
			new Keyword("GreaterThanEqual", "Gte", ""), new Keyword("GreaterThan|After", "Gt", ""),
			new Keyword("NotNull|NotEmpty", "Isnull", TAKES_FALSE), new Keyword("Null|Empty", "Isnull", TAKES_TRUE),
			new Keyword("NotLike|NotContaining|NotContains", "Contains", NOT), new Keyword("NotIn", "In", NOT),
			new Keyword("Not", "", NOT), new Keyword("Like", "Contains", "it takes the text alone, without '%'"),
			new Keyword("StartingWith|StartsWith", "Startswith", ""),
			new Keyword("EndingWith|EndsWith", "Endswith", ""), new Keyword("Containing|Contains", "Contains", ""),
			new Keyword("In", "In", ""), new Keyword("MatchesRegex|Matches|Regex", "Regex", ""),
			new Keyword("True", "", TAKES_TRUE), new Keyword("False", "", TAKES_FALSE), new Keyword("Equals", "", ""));

	/** What ignores case. */
	private static final Map<String, String> TWINS = Map.of("", "Iexact", "Contains", "Icontains", "Startswith",
			"Istartswith", "Endswith", "Iendswith", "Regex", "Iregex");

	private final Predicate<String> readable;

	/**
	 * @param readable tells whether a single condition is one here already
	 */
	SpringDataConditions(Predicate<String> readable) {
		this.readable = readable;
	}

	/**
	 * Translates conditions, joined by {@code And}.
	 * @param notes what is to be said besides
	 */
	String translate(String conditions, Set<String> notes) {
		Matcher all = ALL_IGNORE_CASE.matcher(conditions);
		boolean ignoringCase = all.find();
		return Stream.of(AND.split(all.replaceFirst(""), -1))
			.flatMap((condition) -> alternatives(condition, notes))
			.map((condition) -> condition(condition, ignoringCase, notes))
			.collect(Collectors.joining("And"));
	}

	private Stream<String> alternatives(String condition, Set<String> notes) {
		if (!OR.matcher(condition).find() || this.readable.test(condition)) {
			return Stream.of(condition);
		}
		notes.add("'Or' is said in a body, by filter(q(...).or(q(...)))");
		return OR.splitAsStream(condition);
	}

	private String condition(String written, boolean ignoringCase, Set<String> notes) {
		String condition = UNDERSCORE.matcher(written).replaceAll((found) -> found.group(1).toUpperCase(Locale.ROOT));
		if (this.readable.test(condition) && !ignoringCase) {
			return condition;
		}
		Matcher ending = IGNORE_CASE.matcher(condition);
		boolean anyCase = ending.find() || ignoringCase;
		String text = ending.replaceFirst("");
		Keyword last = Keyword.of(text);
		boolean partOfName = this.readable.test(text) && !this.readable.test(last.property(text));
		Keyword keyword = partOfName ? Keyword.NONE : last;
		if (!keyword.note.isEmpty()) {
			notes.add(keyword.note);
		}
		return keyword.property(text) + (anyCase ? TWINS.getOrDefault(keyword.lookup, keyword.lookup) : keyword.lookup);
	}

	/**
	 * What can stand behind a property.
	 *
	 * @param pattern what it can be
	 * @param lookup what that is here
	 * @param note what is to be said besides; empty if nothing is
	 */
	private record Keyword(Pattern pattern, String lookup, String note) {

		/** Of what has no other. */
		static final Keyword NONE = new Keyword("", "", "");

		Keyword(String words, String lookup, String note) {
			this(Pattern.compile("(?<=.)(?:Is)?(?:" + words + ")$"), lookup, note);
		}

		static Keyword of(String condition) {
			return KEYWORDS.stream()
				.filter((keyword) -> keyword.pattern.matcher(condition).find())
				.findFirst()
				.orElse(NONE);
		}

		String property(String condition) {
			return this.pattern.matcher(condition).replaceFirst("");
		}

	}

}
