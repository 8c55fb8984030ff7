package io.asyncorm.dialect;

/**
 * A spelling that is also that of dates, JSON, queries and writes, all in one class: what
 * it does not override is written as PostgreSQL writes it.
 *
 * @since 0.1.0
 */
public interface CompleteSpelling extends Spelling, DateSpelling, JsonSpelling, QuerySpelling, WriteSpelling {

	@Override
	default DateSpelling dates() {
		return this;
	}

	@Override
	default JsonSpelling json() {
		return this;
	}

	@Override
	default QuerySpelling queries() {
		return this;
	}

	@Override
	default WriteSpelling writes() {
		return this;
	}

	/**
	 * A regular expression of PostgreSQL's for engines to which a backslash before two
	 * letters means something else: {@code \\b} is no backspace there, and {@code \\y} no
	 * end of a word.
	 * @param pattern the expression, in SQL
	 * @param group how a replacement names its first group, in SQL's text
	 */
	default String withEscapes(String pattern, String group) {
		return escape("y", group + "\\\\b", escape("b", group + "\\\\x08", pattern));
	}

	/** A pattern in which a letter behind a backslash means something else. */
	private String escape(String letter, String meaning, String pattern) {
		return "REGEXP_REPLACE(" + pattern + ", " + text("(?<!\\\\)((?:\\\\\\\\)*)\\\\" + letter) + ", " + text(meaning)
				+ ")";
	}

}
