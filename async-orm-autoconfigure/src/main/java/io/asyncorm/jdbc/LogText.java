package io.asyncorm.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import io.asyncorm.model.MessageText;
import io.asyncorm.query.Ref;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.type.JsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Formats statements and values for log lines: in one line, shortened, and without
 * control characters.
 */
final class LogText {

	/** Enough to recognise a value by. */
	private static final int LONGEST_VALUE = 100;

	private static final int MOST_ELEMENTS = 10;

	private LogText() {
	}

	/**
	 * Formats a statement in one line: characters that are not printable become spaces,
	 * several of which become one.
	 */
	static String line(String sql) {
		if (sql.codePoints().allMatch(MessageText::isPrintable)) {
			return sql;
		}
		return sql.strip().replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]\\s*", " ");
	}

	/** Formats the values that are bound, in the order of the question marks. */
	static String values(List<SqlExpression> parameters, List<? extends @Nullable Object> values) {
		List<@Nullable Object> bound = new ArrayList<>();
		for (SqlExpression parameter : parameters) {
			if (parameter instanceof SqlExpression.Parameter single) {
				bound.add(values.get(single.slot()));
			}
			else if (parameter instanceof SqlExpression.ArrayParameter array) {
				bound.add(values.get(array.slot()));
			}
		}
		return values(bound);
	}

	/** Formats values, in their order. */
	static String values(List<? extends @Nullable Object> values) {
		return values.stream().map(LogText::value).collect(Collectors.joining(", ", "[", "]"));
	}

	private static String value(@Nullable Object value) {
		return switch (value) {
			case null -> "null";
			case Number number -> number.toString();
			case Boolean bool -> bool.toString();
			case byte[] bytes -> bytes.length + " bytes";
			case Ref<?> ref -> value(ref.key());
			case JsonDocument document -> quote(text(document.value()));
			case Enum<?> constant -> quote(constant.name());
			case Collection<?> elements -> elements(elements);
			default -> quote(text(value));
		};
	}

	private static String elements(Collection<?> elements) {
		String shown = elements.stream().limit(MOST_ELEMENTS).map(LogText::value).collect(Collectors.joining(", "));
		int more = elements.size() - MOST_ELEMENTS;
		return "[" + shown + ((more > 0) ? " and " + more + " more" : "") + "]";
	}

	/**
	 * Formats one value; the {@code toString()} of a JSON document may be the user's own,
	 * and fail, as that of one that is nested too deep.
	 */
	private static String text(Object value) {
		try {
			return String.valueOf(value.toString());
		}
		catch (RuntimeException | StackOverflowError ex) {
			return value.getClass().getName();
		}
	}

	private static String quote(String text) {
		boolean cut = text.length() > LONGEST_VALUE;
		StringBuilder printed = new StringBuilder("'");
		(cut ? text.substring(0, LONGEST_VALUE) : text).codePoints().forEach((character) -> {
			if (MessageText.isPrintable(character)) {
				printed.appendCodePoint(character);
			}
			else {
				printed.append(String.format("\\u%04x", character));
			}
		});
		return printed.append(cut ? "'... (" + text.length() + " characters)" : "'").toString();
	}

}
