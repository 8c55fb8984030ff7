package io.asyncorm.schema;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.dialect.TextEscape;

/**
 * Writes statements such that a tool runs them as they are, though it reads them line by
 * line, replaces placeholders wherever they stand, and takes a backslash for one that
 * escapes a quote: within quotes, what it would take for such is escaped as the database
 * has it; comments, which mean nothing, are left out.
 */
final class MigrationText {

	/** Quoted texts and names, dollar quotes, and comments. */
	private static final Pattern PART = Pattern.compile("(?<c>(?<![\\w$])[eE]'(?:[^'\\\\]++|''|\\\\.)*+')"
			+ "|(?<unicode>(?<![\\w$])[uU]&)?" + "(?<quoted>'[^']*+(?:''[^']*+)*+'|\"[^\"]*+(?:\"\"[^\"]*+)*+\")"
			+ "|(?<![\\w$])(?<tag>\\$(?:[^\\W\\d]\\w*)?\\$)(?<body>.*?)\\k<tag>"
			+ "|(?<comment>--[^\\r\\n]*+|/\\*.*?\\*/)", Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);

	/** As above, where a backslash escapes, and names are between grave accents. */
	private static final Pattern BACKSLASHED_PART = Pattern
		.compile("(?<quoted>'(?:[^'\\\\]++|''|\\\\.)*+'|\"(?:[^\"\\\\]++|\"\"|\\\\.)*+\")"
				+ "|`[^`]*+`|(?<comment>(?:--(?=\\s)|#)[^\\r\\n]*+|/\\*.*?\\*/)", Pattern.DOTALL);

	/** Matches at no place. */
	private static final String NOTHING = "(?!)";

	private final TextEscape escape;

	private final Pattern placeholder;

	/** A line break, and the last character of what begins a placeholder. */
	private final Pattern special;

	/** As above, or a backslash that tools may take for one that escapes a quote. */
	private final Pattern specialUnescaped;

	/** As above, or any other backslash. */
	private final Pattern escaped;

	/**
	 * Creates one.
	 * @param placeholder what begins a placeholder, such as <code>${</code>; empty if
	 * nothing does
	 * @param escape how the database is told of characters
	 */
	MigrationText(String placeholder, TextEscape escape) {
		this.escape = escape;
		int last = Math.max(0, placeholder.length() - 1);
		String start = Pattern.quote(placeholder.substring(0, last));
		String end = placeholder.isEmpty() ? NOTHING : Pattern.quote(placeholder.substring(last));
		String marks = "[\\r\\n]|(?<=" + start + ")" + end;
		this.placeholder = Pattern.compile("(" + start + ")(" + end + ")");
		this.special = Pattern.compile(marks);
		this.specialUnescaped = Pattern.compile(marks + "|\\\\(?=['\"])");
		this.escaped = Pattern.compile(marks + "|\\\\");
	}

	/** A statement. */
	String statement(String sql) {
		return switch (this.escape) {
			case UNICODE -> PART.matcher(sql).replaceAll((part) -> Matcher.quoteReplacement(part(part)));
			case BACKSLASH ->
				BACKSLASHED_PART.matcher(sql).replaceAll((part) -> Matcher.quoteReplacement(backslashed(part)));
		};
	}

	private String backslashed(MatchResult part) {
		if (part.group("quoted") == null) {
			return (part.group("comment") != null) ? " " : part.group();
		}
		return this.special.matcher(part.group())
			.replaceAll((found) -> Matcher.quoteReplacement("\\" + switch (found.group()) {
				case "\n" -> "n";
				case "\r" -> "r";
				default -> found.group();
			}));
	}

	private String part(MatchResult part) {
		String text = part.group();
		if (part.group("comment") != null) {
			return " ";
		}
		if (part.group("c") != null) {
			return escape(this.special, text, "\\u");
		}
		if (part.group("unicode") != null) {
			return escape(this.special, text, "\\");
		}
		String quoted = (part.group("quoted") != null) ? text : "'" + part.group("body").replace("'", "''") + "'";
		return this.specialUnescaped.matcher(quoted).find() ? "U&" + escape(this.escaped, quoted, "\\") : quoted;
	}

	private static String escape(Pattern what, String text, String escape) {
		return what.matcher(text)
			.replaceAll((found) -> Matcher.quoteReplacement(escape + "%04X".formatted((int) found.group().charAt(0))));
	}

	/** A text on one line, for people. */
	String line(String text) {
		return this.placeholder.matcher(text.replaceAll("\\R", " ")).replaceAll("$1 $2");
	}

}
