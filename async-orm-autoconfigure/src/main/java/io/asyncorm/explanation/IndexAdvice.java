package io.asyncorm.explanation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Makes the index that finds the rows of a sequential scan, out of the scan's conditions:
 * columns that are equal to something first, then one that is compared or has a prefix.
 * Conditions without a value, such as {@code deleted_at IS NULL}, choose the rows that
 * are in the index.
 */
final class IndexAdvice {

	/**
	 * What is longer is made by programs, of many alternatives, which no index serves.
	 */
	private static final int LONGEST_FILTER = 4_000;

	private static final Pattern COMPARISON = Pattern
		.compile("(?<left>.+?) (?<operator>=|>=|<=|>|<|~~|~~\\*|~|~\\*) (?<right>.+)");

	private static final Pattern NULL_TEST = Pattern.compile("(?<left>.+) IS (?:NOT )?NULL");

	private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_$][\\p{L}\\p{N}_$]*)";

	private static final Pattern COLUMN = Pattern.compile(NAME);

	private static final Pattern CAST_COLUMN = Pattern.compile("\\((?<column>" + NAME + ")\\)::(?:text|bpchar)");

	private static final Pattern CHANGED_CASE = Pattern.compile("(?:upper|lower)\\([^?]+\\)");

	private final String relation;

	private final Pattern qualifier;

	private final List<String> equal = new ArrayList<>();

	private final List<String> compared = new ArrayList<>();

	private final List<String> contained = new ArrayList<>();

	private final List<String> chosen = new ArrayList<>();

	private IndexAdvice(String relation, String alias) {
		this.relation = relation;
		this.qualifier = Pattern.compile("(?<![\\p{L}\\p{N}_$\".])" + Pattern.quote(alias) + "\\.");
	}

	/** The statement that creates the index; null if none would find the rows. */
	static @Nullable String of(PlanNode scan) {
		String relation = scan.relation();
		String filter = scan.property("Filter");
		if (relation == null || filter == null || filter.length() > LONGEST_FILTER) {
			return null;
		}
		IndexAdvice advice = new IndexAdvice(relation, scan.alias());
		conjuncts(filter).forEach(advice::take);
		return advice.statement();
	}

	private void take(String condition) {
		Matcher nullTest = NULL_TEST.matcher(condition);
		Matcher comparison = COMPARISON.matcher(condition);
		if (nullTest.matches()) {
			if (key(nullTest.group("left")) != null) {
				this.chosen.add(unqualified(condition));
			}
		}
		else if (comparison.matches() && !this.qualifier.matcher(comparison.group("right")).find()) {
			String key = key(comparison.group("left"));
			if (key != null) {
				take(key, comparison.group("operator"), comparison.group("right"));
			}
		}
		else if (COLUMN.matcher(unqualified(condition).replaceFirst("^NOT ", "")).matches()) {
			this.chosen.add(unqualified(condition));
		}
	}

	private void take(String key, String operator, String right) {
		switch (operator) {
			case "=" -> this.equal.add(key);
			case "~~" -> {
				if (right.indexOf(MaskedPlan.PREFIX) != -1) {
					this.compared.add(key + " text_pattern_ops");
				}
				else {
					this.contained.add(key);
				}
			}
			case "~~*", "~", "~*" -> this.contained.add(key);
			default -> this.compared.add(key);
		}
	}

	private @Nullable String statement() {
		List<String> keys = new ArrayList<>(this.equal);
		this.compared.stream().limit(1).forEach(keys::add);
		String rows = this.chosen.isEmpty() ? "" : " where " + String.join(" and ", this.chosen);
		if (!keys.isEmpty()) {
			return "create index on " + this.relation + " (" + String.join(", ", keys.stream().distinct().toList())
					+ ")" + rows;
		}
		return this.contained.isEmpty() ? null : "create index on " + this.relation + " using gin ("
				+ this.contained.getFirst() + " gin_trgm_ops)" + rows;
	}

	/** What an index can have as a key; null if it cannot. */
	private @Nullable String key(String expression) {
		String plain = unwrapped(unqualified(expression));
		Matcher cast = CAST_COLUMN.matcher(plain);
		if (cast.matches()) {
			return cast.group("column");
		}
		return COLUMN.matcher(plain).matches() || CHANGED_CASE.matcher(plain).matches() ? plain : null;
	}

	private String unqualified(String expression) {
		return this.qualifier.matcher(expression).replaceAll("");
	}

	/** The conditions that all have to hold. */
	private static List<String> conjuncts(String filter) {
		String inside = unwrapped(filter);
		List<String> found = new ArrayList<>();
		int begin = 0;
		for (int i = 0; i < inside.length(); i++) {
			if (depth(inside, i) == 0 && inside.startsWith(" AND ", i)) {
				found.add(unwrapped(inside.substring(begin, i)));
				begin = i + " AND ".length();
			}
			else if (depth(inside, i) == 0 && inside.startsWith(" OR ", i)) {
				return List.of();
			}
		}
		found.add(unwrapped(inside.substring(begin)));
		return found;
	}

	/** Without the parentheses that stand around all of it. */
	private static String unwrapped(String text) {
		String inside = text;
		while (inside.startsWith("(") && closing(inside) == inside.length() - 1) {
			inside = inside.substring(1, inside.length() - 1);
		}
		return inside;
	}

	/** Where the parenthesis is closed with which a text begins. */
	private static int closing(String text) {
		for (int i = 1; i < text.length(); i++) {
			if (text.charAt(i) == ')' && depth(text, i + 1) == 0) {
				return i;
			}
		}
		return -1;
	}

	/** How many parentheses are open before a position; none within a quoted name. */
	private static int depth(String text, int position) {
		int depth = 0;
		boolean quoted = false;
		for (int i = 0; i < position; i++) {
			char c = text.charAt(i);
			quoted ^= c == '"';
			if (!quoted) {
				depth += (c == '(') ? 1 : (c == ')') ? -1 : 0;
			}
		}
		return quoted ? Integer.MAX_VALUE : depth;
	}

}
