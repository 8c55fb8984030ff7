package io.asyncorm.test;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table that a plan reads as a whole.
 *
 * @param table its name
 * @param alias what the statement calls it
 * @param conditions what no index serves, as the database prints it
 */
record ScannedTable(String table, String alias, List<String> conditions) {

	/** The columns of the index that would serve the conditions; none if none would. */
	Set<String> columns() {
		Set<String> equal = new LinkedHashSet<>();
		Set<String> others = new LinkedHashSet<>();
		Pattern own = Pattern.compile("(?<![\\w\".])\\(?" + Pattern.quote(this.alias)
				+ "\\.(\"[^\"]+\"|\\w+)\\)?(?:::[\\w ]+)? (=|<=|>=|<|>|IS NULL)");
		Pattern other = Pattern.compile("= \\(?" + Pattern.quote(this.alias) + "\\.(\"[^\"]+\"|\\w+)");
		for (String condition : this.conditions) {
			Matcher matcher = own.matcher(condition);
			while (matcher.find()) {
				(matcher.group(2).equals("=") ? equal : others).add(quoted(matcher.group(1)));
			}
			matcher = other.matcher(condition);
			while (matcher.find()) {
				equal.add(quoted(matcher.group(1)));
			}
		}
		List<String> ranges = new ArrayList<>(others);
		ranges.removeAll(equal);
		// what follows a range in an index does not narrow it
		ranges.stream().findFirst().ifPresent(equal::add);
		return equal;
	}

	private static String quoted(String column) {
		return column.startsWith("\"") ? column : "\"" + column + "\"";
	}

}
