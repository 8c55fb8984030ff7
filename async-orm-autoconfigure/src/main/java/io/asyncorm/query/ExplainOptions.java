package io.asyncorm.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.model.FieldException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Options of SQL's {@code EXPLAIN}. They become part of the statement, so only known ones
 * are accepted; see
 * <a href="https://www.postgresql.org/docs/current/sql-explain.html">what PostgreSQL
 * knows</a>.
 *
 * @param words the options as they are written
 * @since 0.1.0
 */
public record ExplainOptions(List<String> words) {

	private static final Set<String> SWITCHES = Set.of("analyze", "buffers", "costs", "generic_plan", "memory",
			"settings", "summary", "timing", "verbose", "wal");

	private static final Set<String> FORMATS = Set.of("json", "text", "xml", "yaml");

	public ExplainOptions {
		words = List.copyOf(words);
	}

	public static ExplainOptions of(Kw options) {
		List<String> words = new ArrayList<>();
		for (Expression.Keyword option : ExpressionAccess.keywords(options)) {
			String written = ExpressionAccess.name(option);
			String name = written.toLowerCase(Locale.ROOT);
			if (name.equals("format")) {
				words.add("FORMAT " + known(String.valueOf(option.value()), "format", FORMATS));
			}
			else if (option.value() instanceof Boolean on) {
				words.add(known(name, "option", SWITCHES) + (on ? " TRUE" : " FALSE"));
			}
			else {
				throw new InvalidDataAccessApiUsageException(
						"The option '" + written + "' of aexplain() is on or off: give it true or false");
			}
		}
		return new ExplainOptions(words);
	}

	private static String known(String word, String what, Set<String> choices) {
		String lower = word.toLowerCase(Locale.ROOT);
		if (!choices.contains(lower)) {
			throw FieldException.unknown(what, word, "of aexplain()", choices.stream().sorted().toList());
		}
		return lower.toUpperCase(Locale.ROOT);
	}

}
