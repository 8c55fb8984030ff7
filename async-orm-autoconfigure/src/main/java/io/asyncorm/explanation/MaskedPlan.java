package io.asyncorm.explanation;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the values out of a plan of PostgreSQL's. What is quoted, and every number in an
 * expression, becomes a question mark; costs, names and numbers of workers stay.
 */
final class MaskedPlan {

	/**
	 * Behind the question mark of a text that does not begin with a wildcard, so that an
	 * index may find what begins like it.
	 */
	static final char PREFIX = '\uE000';

	/** Texts may be long, so that nothing is repeated that could be given back. */
	private static final Pattern TOKEN = Pattern
		.compile("(?<cost>\\(cost=[\\d.]+ rows=\\d+ width=\\d+\\))|(?<name>\"[^\"]*+(?:\"\"[^\"]*+)*+\")"
				+ "|(?<text>\\b[EBX]'[^'\\\\]*+(?:(?:''|\\\\.)[^'\\\\]*+)*+'|'[^']*+(?:''[^']*+)*+')"
				+ "|(?<workers>Workers Planned: \\d+)|(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*+)"
				+ "|(?<number>-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)", Pattern.DOTALL);

	private MaskedPlan() {
	}

	/** The plan without values, with {@link #PREFIX} behind some. */
	static String of(List<String> lines) {
		Matcher tokens = TOKEN.matcher(String.join("\n", lines));
		return tokens.replaceAll((token) -> Matcher.quoteReplacement(masked(token)));
	}

	private static String masked(MatchResult match) {
		String token = match.group();
		if (match.group("number") != null) {
			return "?";
		}
		if (match.group("text") == null) {
			return token;
		}
		return token.matches("(?s)E?'[^%_'].*") ? "?" + PREFIX : "?";
	}

	/** For people. */
	static String shown(String plan) {
		return plan.replace(String.valueOf(PREFIX), "");
	}

}
