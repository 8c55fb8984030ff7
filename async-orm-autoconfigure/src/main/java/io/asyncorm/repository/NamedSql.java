package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * SQL with named parameters, read once. Quoted text and names, comments, casts and the
 * bodies of dollar quotes are left as they are. Immutable.
 *
 * @param text the SQL with a question mark for each parameter
 * @param names the names, in the order of the question marks
 * @param words the words that stand outside of parentheses, in lower case
 */
record NamedSql(String text, List<String> names, List<String> words) {

	private static final List<String> READING = List.of("select", "values", "table", "show", "explain");

	private static final List<String> STATEMENTS = List.of("select", "values", "table", "insert", "update", "delete",
			"merge");

	NamedSql {
		names = List.copyOf(names);
		words = List.copyOf(words);
	}

	/**
	 * Reads a statement.
	 * @throws IllegalArgumentException if it is not closed, or has unnamed parameters
	 */
	static NamedSql parse(String sql) {
		return new Scanner(sql).scan();
	}

	/** Whether the statement gives rows, and not only their number. */
	boolean givesRows() {
		String first = this.words.isEmpty() ? "select" : this.words.get(0);
		if (first.equals("with")) {
			first = this.words.stream().filter(STATEMENTS::contains).findFirst().orElse("select");
		}
		boolean inParentheses = this.text.stripLeading().startsWith("(");
		return inParentheses || READING.contains(first) || this.words.contains("returning");
	}

	/**
	 * Goes over the text once.
	 */
	private static final class Scanner {

		private final String sql;

		private final StringBuilder text = new StringBuilder();

		private final List<String> names = new ArrayList<>();

		private final List<String> words = new ArrayList<>();

		private int position;

		private int depth;

		Scanner(String sql) {
			this.sql = sql;
		}

		NamedSql scan() {
			while (this.position < this.sql.length()) {
				step(this.sql.charAt(this.position));
			}
			return new NamedSql(this.text.toString(), this.names, this.words);
		}

		private void step(char c) {
			if (c == '\'' || c == '"') {
				quoted(c, false);
			}
			else if (at("--")) {
				int end = this.sql.indexOf('\n', this.position);
				copyTo((end < 0) ? this.sql.length() : end);
			}
			else if (at("/*")) {
				comment();
			}
			else if (c == '$') {
				dollar();
			}
			else if (at("::") || at(":=") || at("??")) {
				copyTo(this.position + 2);
			}
			else if (c == ':' && Character.isJavaIdentifierStart(next())) {
				name();
			}
			else if (c == '?') {
				throw new IllegalArgumentException("a parameter needs a name, as in :name, instead of the '?';"
						+ " an operator with a question mark is written '??'");
			}
			else if (Character.isJavaIdentifierPart(c)) {
				word();
			}
			else {
				this.depth += (c == '(') ? 1 : (c == ')') ? -1 : 0;
				copyTo(this.position + 1);
			}
		}

		private void name() {
			int end = wordEnd(this.position + 1);
			this.names.add(this.sql.substring(this.position + 1, end));
			this.text.append('?');
			this.position = end;
		}

		private void word() {
			int end = wordEnd(this.position);
			String word = this.sql.substring(this.position, end).toLowerCase(Locale.ROOT);
			if (this.depth == 0) {
				this.words.add(word);
			}
			copyTo(end);
			if (word.equals("e") && at("'")) {
				quoted('\'', true);
			}
		}

		/** A doubled quote stands for itself; a backslash escapes in E'...' alone. */
		private void quoted(char quote, boolean escapes) {
			int end = this.position + 1;
			while (end < this.sql.length()) {
				char c = this.sql.charAt(end);
				boolean doubled = c == quote && end + 1 < this.sql.length() && this.sql.charAt(end + 1) == quote;
				if (c == quote && !doubled) {
					copyTo(end + 1);
					return;
				}
				end += (doubled || escapes && c == '\\') ? 2 : 1;
			}
			throw new IllegalArgumentException("the quote that begins at '" + beginning() + "' is not closed");
		}

		/** Comments nest. */
		private void comment() {
			int open = 0;
			int end = this.position;
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
				throw new IllegalArgumentException("the comment that begins at '" + beginning() + "' is not closed");
			}
			copyTo(end);
		}

		private void dollar() {
			int end = this.position + 1;
			while (end < this.sql.length() && this.sql.charAt(end) != '$'
					&& Character.isJavaIdentifierPart(this.sql.charAt(end))) {
				end++;
			}
			boolean quote = end < this.sql.length() && this.sql.charAt(end) == '$'
					&& !Character.isDigit(this.sql.charAt(this.position + 1));
			if (!quote) {
				copyTo(this.position + 1);
				return;
			}
			String tag = this.sql.substring(this.position, end + 1);
			int close = this.sql.indexOf(tag, end + 1);
			if (close < 0) {
				throw new IllegalArgumentException("the quote that begins at '" + beginning() + "' is not closed");
			}
			copyTo(close + tag.length());
		}

		private int wordEnd(int start) {
			int end = start;
			while (end < this.sql.length() && Character.isJavaIdentifierPart(this.sql.charAt(end))) {
				end++;
			}
			return end;
		}

		private boolean at(String token) {
			return this.sql.startsWith(token, this.position);
		}

		private char next() {
			return (this.position + 1 < this.sql.length()) ? this.sql.charAt(this.position + 1) : ' ';
		}

		private void copyTo(int end) {
			int limit = Math.min(end, this.sql.length());
			this.text.append(this.sql, this.position, limit);
			this.position = limit;
		}

		private String beginning() {
			return this.sql.substring(this.position, Math.min(this.position + 20, this.sql.length()));
		}

	}

}
