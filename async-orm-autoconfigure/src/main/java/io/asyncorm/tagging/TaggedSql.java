package io.asyncorm.tagging;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Statements with a comment in sqlcommenter's format: keys in order, values percent
 * encoded, so that no value can leave the comment, or be taken for a parameter.
 */
final class TaggedSql {

	/** Stands as it is; the colon, which is none in RFC 3986, for lines to be read. */
	private static final String PLAIN = "-_.~:";

	private TaggedSql() {
	}

	/** The comment, or nothing if there is nothing to say. */
	static String comment(@Nullable String operation, @Nullable String site, @Nullable String tag) {
		StringBuilder comment = new StringBuilder();
		append(comment, "op", operation);
		append(comment, "site", site);
		append(comment, "tag", tag);
		return comment.isEmpty() ? "" : comment.insert(0, "/*").append("*/").toString();
	}

	private static void append(StringBuilder comment, String key, @Nullable String value) {
		if (value != null) {
			comment.append(comment.isEmpty() ? "" : ",").append(key).append("='");
			for (byte unit : value.getBytes(StandardCharsets.UTF_8)) {
				if (isPlain(unit)) {
					comment.append((char) unit);
				}
				else {
					comment.append("%%%02X".formatted(unit));
				}
			}
			comment.append('\'');
		}
	}

	private static boolean isPlain(byte unit) {
		return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || (unit >= '0' && unit <= '9')
				|| PLAIN.indexOf(unit) >= 0;
	}

	/**
	 * The statement with the comment behind its first word. In front, PostgreSQL's
	 * statistics would cut it off; at the end, its activity would, as that shows so many
	 * bytes and no more. What begins with no word has it in front; what begins with an
	 * escape of JDBC, or gives the optimizer hints, which are the first comment, has
	 * none.
	 */
	static String of(String sql, String comment) {
		int begin = 0;
		while (begin < sql.length() && Character.isWhitespace(sql.charAt(begin))) {
			begin++;
		}
		int end = begin;
		while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
			end++;
		}
		if (comment.isEmpty() || end == sql.length() || sql.charAt(begin) == '{' || sql.contains("/*+")) {
			return sql;
		}
		return (end > begin) ? sql.substring(0, end) + " " + comment + sql.substring(end)
				: comment + " " + sql.substring(begin);
	}

}
