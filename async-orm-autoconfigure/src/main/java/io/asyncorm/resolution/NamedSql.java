package io.asyncorm.resolution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.QuotedSql;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.MessageText;
import io.asyncorm.model.NearestName;
import io.asyncorm.plan.TenantParameter;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * SQL with named parameters, read once. Quoted text and names, comments, casts and the
 * bodies of dollar quotes are left as they are. Immutable.
 *
 * @param text the SQL with a question mark for each parameter
 * @param names the names, in the order of the question marks
 * @param listed the names that stand in the list of an IN, each for one value
 * @param words the words that stand outside of parentheses, in lower case
 * @since 0.1.0
 */
public record NamedSql(String text, List<String> names, Set<String> listed, List<String> words) {

	private static final List<String> READING = List.of("select", "values", "table", "show", "explain");

	private static final List<String> STATEMENTS = List.of("select", "values", "table", "insert", "update", "delete",
			"merge");

	public NamedSql {
		names = List.copyOf(names);
		listed = Set.copyOf(listed);
		words = List.copyOf(words);
	}

	/**
	 * Reads a statement.
	 * @throws IllegalArgumentException if it is not closed, or has unnamed parameters
	 */
	public static NamedSql parse(String sql) {
		return new Scanner(sql).scan();
	}

	/**
	 * The values of the parameters, in the order of the question marks; that of the
	 * current tenant is put in when the statement is sent.
	 * @throws FieldException if one has no value, or one stands for no parameter
	 */
	public List<@Nullable Object> values(Kw arguments) {
		Map<String, @Nullable Object> given = new LinkedHashMap<>();
		for (Expression.Keyword argument : ExpressionAccess.keywords(arguments)) {
			String name = FieldPath.text(argument.path());
			if (!this.names.contains(name)) {
				throw new FieldException("'" + MessageText.name(name) + "' does not stand in the SQL: write ':"
						+ MessageText.name(name) + "', or leave it out." + NearestName.suggest(name, this.names));
			}
			if (this.listed.contains(name) && argument.value() instanceof Collection<?>) {
				throw new InvalidDataAccessApiUsageException("':" + name + "' " + listAdvice(name));
			}
			given.put(name, argument.value());
		}
		List<@Nullable Object> values = new ArrayList<>(this.names.size());
		for (String name : this.names) {
			if (name.equals(TenantParameter.NAME) && !given.containsKey(name)) {
				values.add(TenantParameter.INSTANCE);
				continue;
			}
			if (!given.containsKey(name)) {
				throw new FieldException("The SQL has a parameter ':" + MessageText.name(name)
						+ "', but was given no value of this name." + NearestName.suggest(name, given.keySet()));
			}
			values.add(given.get(name));
		}
		return values;
	}

	/** Why a parameter in the list of an IN takes no list, and what to write instead. */
	public static String listAdvice(String name) {
		return "is bound as one array, which IN does not take; write '= any(:" + name + ")', or '<> all(:" + name
				+ ")' in place of 'not in'";
	}

	/** Whether the statement gives rows, and not only their number. */
	public boolean givesRows() {
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

		private final Set<String> listed = new HashSet<>();

		private final List<String> words = new ArrayList<>();

		/** Of each open parenthesis, whether it holds the list of an IN. */
		private final Deque<Boolean> open = new ArrayDeque<>();

		private int position;

		private String lastWord = "";

		Scanner(String sql) {
			this.sql = sql;
		}

		NamedSql scan() {
			while (this.position < this.sql.length()) {
				step(this.sql.charAt(this.position));
			}
			return new NamedSql(this.text.toString(), this.names, this.listed, this.words);
		}

		private void step(char c) {
			int end = QuotedSql.end(this.sql, this.position);
			if (end > this.position) {
				copyTo(end);
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
				parenthesis(c);
				copyTo(this.position + 1);
			}
		}

		private void parenthesis(char c) {
			if (c == '(') {
				this.open.push(this.lastWord.equals("in"));
			}
			else if (c == ')') {
				this.open.poll();
			}
			this.lastWord = Character.isWhitespace(c) ? this.lastWord : "";
		}

		private void name() {
			int end = wordEnd(this.position + 1);
			String name = this.sql.substring(this.position + 1, end);
			this.names.add(name);
			if (Boolean.TRUE.equals(this.open.peek())) {
				this.listed.add(name);
			}
			this.text.append('?');
			this.position = end;
		}

		private void word() {
			int end = wordEnd(this.position);
			String word = this.sql.substring(this.position, end).toLowerCase(Locale.ROOT);
			if (this.open.isEmpty()) {
				this.words.add(word);
			}
			else if (READING.contains(word) || word.equals("with")) {
				// a subquery, and no list
				this.open.pop();
				this.open.push(false);
			}
			this.lastWord = word;
			copyTo(end);
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

	}

}
