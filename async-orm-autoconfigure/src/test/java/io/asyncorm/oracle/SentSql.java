package io.asyncorm.oracle;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was sent for a case.
 *
 * @param statements the statements that the oracle counts, too
 */
record SentSql(List<String> statements) {

	/** What the oracle does not count: settings, and our own locks. */
	private static final Pattern UNCOUNTED = Pattern.compile("(?is)\\s*set\\b.*|.*\\bpg_(try_)?advisory_.*");

	private static final Pattern JOIN = Pattern.compile("(?i)\\bjoin\\b");

	private static final Pattern LOCK = Pattern.compile("(FOR (NO KEY )?UPDATE.*)$");

	SentSql {
		statements = statements.stream().filter((sql) -> !UNCOUNTED.matcher(sql).matches()).toList();
	}

	/** The joins of the last SELECT; -1 if there was none. */
	int joins() {
		List<String> selects = this.statements.stream()
			.filter((sql) -> sql.toLowerCase(Locale.ROOT).startsWith("select"))
			.toList();
		return selects.isEmpty() ? -1 : (int) JOIN.matcher(selects.getLast()).results().count();
	}

	/** How the last statement locks rows. */
	RowLocking lock() {
		Matcher lock = LOCK.matcher(this.statements.isEmpty() ? "" : this.statements.getLast());
		return new RowLocking(lock.find() ? lock.group(1) : "");
	}

	/**
	 * The clause of a statement that locks rows; empty if there is none.
	 */
	record RowLocking(String clause) {

	}

}
