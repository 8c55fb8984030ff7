package io.asyncorm.test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How often a line of code sent statements of one shape: a line of a
 * {@link StatementLedger}.
 *
 * @param count how often
 * @param code class and method; empty if none of the user's code called
 * @param file the file of the code
 * @param line its line, or 0
 * @param statement operation and SQL
 */
record LedgerEntry(int count, String code, String file, int line, String statement) {

	static final Comparator<LedgerEntry> ORDER = Comparator.comparing(LedgerEntry::file)
		.thenComparing(LedgerEntry::line)
		.thenComparing(LedgerEntry::code)
		.thenComparing(LedgerEntry::statement);

	/** The name of a method may have blanks and parentheses in Kotlin, but no colon. */
	private static final Pattern TEXT = Pattern.compile("\\s+(\\d+) (.*?)\\(([^()]*):(\\d+)\\) (.+)");

	/** What the compiler calls a lambda of a method, with a number that changes. */
	private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

	/** Lists of values, of which there are more or fewer. */
	private static final Pattern MARKS = Pattern.compile("\\?(?:, \\?)+");

	private static final Pattern ROWS = Pattern.compile("(\\([^()]*\\?[^()]*\\))(?:, \\1)+");

	/** The statements that were sent, folded and in order. */
	static List<LedgerEntry> of(Collection<SentQuery> sent) {
		Map<LedgerEntry, Integer> counts = new TreeMap<>(ORDER);
		sent.forEach((query) -> counts.merge(of(query), 1, Integer::sum));
		List<LedgerEntry> entries = new ArrayList<>();
		counts.forEach((entry, count) -> entries.add(entry.counted(count)));
		return entries;
	}

	private static LedgerEntry of(SentQuery query) {
		StackTraceElement line = query.line();
		String statement = query.operation() + ": " + fold(query.sql());
		if (line == null) {
			return new LedgerEntry(0, "", "", 0, statement);
		}
		String type = line.getClassName().substring(line.getClassName().lastIndexOf('.') + 1);
		Matcher lambda = LAMBDA.matcher(line.getMethodName());
		String method = lambda.matches() ? lambda.group(1) : line.getMethodName();
		String file = line.getFileName();
		return new LedgerEntry(0, type.replace('$', '.') + "." + method, (file != null) ? file : type,
				Math.max(0, line.getLineNumber()), statement);
	}

	private static String fold(String sql) {
		return ROWS.matcher(MARKS.matcher(sql).replaceAll("?, ...")).replaceAll("$1, ...");
	}

	/** Reads a line; null if it is none of these. */
	static @Nullable LedgerEntry parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		return matcher.matches() ? new LedgerEntry(Integer.parseInt(matcher.group(1)), matcher.group(2),
				matcher.group(3), Integer.parseInt(matcher.group(4)), matcher.group(5)) : null;
	}

	private LedgerEntry counted(int count) {
		return new LedgerEntry(count, this.code, this.file, this.line, this.statement);
	}

	/** What stays the same when code moves within its file. */
	String shape() {
		return this.file + "\n" + this.code + "\n" + this.statement;
	}

	/** Where it was sent, such as {@code Home.java:41}. */
	String site() {
		return this.file.isEmpty() ? "no line of yours" : this.file + ":" + this.line;
	}

	@Override
	public String toString() {
		return "  " + this.count + " " + this.code + "(" + this.file + ":" + this.line + ") " + this.statement;
	}

}
