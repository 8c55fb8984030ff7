package io.asyncorm.model;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/limits.md} to its word: each limit of queries stands in it.
 */
class LimitsPageTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| .*$");

	private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*");

	@Test
	void tableHasTheNumberOfEachLimitOfQueries() throws IOException {
		String table = String.join("\n",
				ROW.matcher(Files.readString(Path.of("..", "docs", "limits.md")))
					.results()
					.map(MatchResult::group)
					.toList());
		List<String> numbers = NUMBER.matcher(table).results().map(MatchResult::group).toList();

		assertThat(Arrays.stream(QueryLimits.class.getDeclaredFields())
			.filter((field) -> Modifier.isStatic(field.getModifiers()) && field.getType() == int.class))
			.hasSizeGreaterThan(10)
			.allSatisfy((limit) -> assertThat(numbers).contains(String.format(Locale.ROOT, "%,d", value(limit))));
	}

	private static int value(Field limit) {
		ReflectionUtils.makeAccessible(limit);
		return (int) ReflectionUtils.getField(limit, null);
	}

}
