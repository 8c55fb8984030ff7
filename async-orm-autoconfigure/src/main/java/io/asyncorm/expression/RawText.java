package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.model.MessageText;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Splits raw SQL at its question marks.
 */
final class RawText {

	private final String sql;

	private int depth;

	private RawText(String sql) {
		this.sql = sql;
	}

	/**
	 * Splits SQL into the pieces around its question marks, of which there must be as
	 * many as operands.
	 * @throws InvalidDataAccessApiUsageException if there are not, or if a quote, a
	 * comment or a parenthesis is not closed
	 */
	static List<String> pieces(String sql, int operands) {
		List<String> pieces;
		try {
			pieces = new RawText(sql).split();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidDataAccessApiUsageException(
					"rawSql(\"" + MessageText.name(sql) + "\"): " + ex.getMessage(), ex);
		}
		if (pieces.size() - 1 != operands) {
			throw new InvalidDataAccessApiUsageException("rawSql(\"" + MessageText.name(sql) + "\") has "
					+ (pieces.size() - 1) + " question marks, but was given " + operands
					+ " values: give one for each; an operator with a question mark is written '??'");
		}
		return pieces;
	}

	private List<String> split() {
		requireWhole();
		List<String> pieces = new ArrayList<>();
		int start = 0;
		for (int mark : QuotedSql.questionMarks(this.sql)) {
			pieces.add(this.sql.substring(start, mark));
			start = mark + 1;
		}
		pieces.add(this.sql.substring(start));
		return pieces;
	}

	private void requireWhole() {
		int position = 0;
		while (position < this.sql.length()) {
			int end = QuotedSql.end(this.sql, position);
			if (end > position) {
				requireNoOpenComment(position, end);
				position = end;
			}
			else {
				step(this.sql.charAt(position));
				position++;
			}
		}
		if (this.depth > 0) {
			throw new IllegalArgumentException("a parenthesis is not closed");
		}
	}

	/** A comment up to the end of the line would swallow what comes behind the text. */
	private void requireNoOpenComment(int position, int end) {
		if (this.sql.startsWith("--", position) && end == this.sql.length()) {
			throw new IllegalArgumentException("the comment at its end must be one with an end, as /* this */");
		}
	}

	private void step(char c) {
		this.depth += (c == '(') ? 1 : (c == ')') ? -1 : 0;
		if (this.depth < 0) {
			throw new IllegalArgumentException("a parenthesis is closed that was not opened");
		}
		if (c == ';') {
			throw new IllegalArgumentException("it must be one value, without a ';'");
		}
	}

}
