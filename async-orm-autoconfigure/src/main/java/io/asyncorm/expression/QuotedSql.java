package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Skips quoted texts and names, comments and dollar quotes in SQL, in which a question
 * mark is no parameter, by PostgreSQL's lexical rules.
 *
 * @since 0.1.0
 */
public final class QuotedSql {

	private final String sql;

	private QuotedSql(String sql) {
		this.sql = sql;
	}

	/**
	 * The end of the quoted part or comment that begins at a position; the position
	 * itself if none does.
	 * @throws IllegalArgumentException if the part is not closed
	 */
	public static int end(String sql, int position) {
		return new QuotedSql(sql).end(position);
	}

	/**
	 * The positions of the question marks that are parameters; two in a row are an
	 * operator with one, as in PostgreSQL's JDBC driver.
	 * @throws IllegalArgumentException if a quote or comment is not closed
	 */
	public static List<Integer> questionMarks(String sql) {
		List<Integer> marks = new ArrayList<>();
		int position = 0;
		while (position < sql.length()) {
			int end = end(sql, position);
			if (end == position && sql.startsWith("??", position)) {
				end += 2;
			}
			else if (end == position) {
				if (sql.charAt(position) == '?') {
					marks.add(position);
				}
				end++;
			}
			position = end;
		}
		return marks;
	}

	/**
	 * Whether it is one statement: behind its end, if that is marked, are only spaces and
	 * comments.
	 * @throws IllegalArgumentException if a quote or comment is not closed
	 */
	public static boolean isOneStatement(String sql) {
		boolean ended = false;
		int position = 0;
		while (position < sql.length()) {
			char c = sql.charAt(position);
			int end = end(sql, position);
			boolean comment = end > position && (c == '-' || c == '/');
			if (ended && !comment && c != ';' && !Character.isWhitespace(c)) {
				return false;
			}
			ended |= c == ';';
			position = Math.max(end, position + 1);
		}
		return true;
	}

	/**
	 * The first of several statements, or the only one, without the mark of its end and
	 * what stands behind that.
	 * @throws IllegalArgumentException if a quote or comment is not closed
	 */
	public static String withoutEnd(String sql) {
		int position = 0;
		while (position < sql.length()) {
			int end = end(sql, position);
			if (end == position && sql.charAt(position) == ';') {
				return sql.substring(0, position);
			}
			position = Math.max(end, position + 1);
		}
		return sql;
	}

	private int end(int position) {
		char c = this.sql.charAt(position);
		if (c == '\'' || c == '"') {
			return quoted(position, position, false);
		}
		if ((c == 'e' || c == 'E') && this.sql.startsWith("'", position + 1) && !isInWord(position)) {
			return quoted(position, position + 1, true);
		}
		if (this.sql.startsWith("--", position)) {
			int end = this.sql.indexOf('\n', position);
			return (end < 0) ? this.sql.length() : end;
		}
		if (this.sql.startsWith("/*", position)) {
			return comment(position);
		}
		return (c == '$' && !isInWord(position)) ? dollar(position) : position;
	}

	private boolean isInWord(int position) {
		return position > 0 && Character.isJavaIdentifierPart(this.sql.charAt(position - 1));
	}

	/** A doubled quote stands for itself; a backslash escapes in E'...' alone. */
	private int quoted(int begin, int open, boolean escapes) {
		char quote = this.sql.charAt(open);
		int end = open + 1;
		while (end < this.sql.length()) {
			char c = this.sql.charAt(end);
			boolean doubled = c == quote && this.sql.startsWith(String.valueOf(quote), end + 1);
			if (c == quote && !doubled) {
				return end + 1;
			}
			end += (doubled || escapes && c == '\\') ? 2 : 1;
		}
		throw notClosed("quote", begin);
	}

	/** Comments nest. */
	private int comment(int begin) {
		int open = 0;
		int end = begin;
		do {
			if (this.sql.startsWith("/*", end)) {
				open++;
				end += 2;
			}
			else if (this.sql.startsWith("*/", end)) {
				open--;
				end += 2;
			}
			else {
				end++;
			}
		}
		while (open > 0 && end < this.sql.length());
		if (open > 0) {
			throw notClosed("comment", begin);
		}
		return end;
	}

	private int dollar(int begin) {
		int end = begin + 1;
		while (end < this.sql.length() && this.sql.charAt(end) != '$'
				&& Character.isJavaIdentifierPart(this.sql.charAt(end))) {
			end++;
		}
		boolean quote = this.sql.startsWith("$", end) && !Character.isDigit(this.sql.charAt(begin + 1));
		if (!quote) {
			return begin;
		}
		String tag = this.sql.substring(begin, end + 1);
		int close = this.sql.indexOf(tag, end + 1);
		if (close < 0) {
			throw notClosed("quote", begin);
		}
		return close + tag.length();
	}

	private IllegalArgumentException notClosed(String what, int begin) {
		return new IllegalArgumentException("the " + what + " that begins at '"
				+ this.sql.substring(begin, Math.min(begin + 20, this.sql.length())) + "' is not closed");
	}

}
