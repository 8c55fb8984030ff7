package io.asyncorm.model;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/limits.md} to its word: each limit of queries stands in it, and those
 * of the same number as often as there are.
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
		Map<String, Long> numbers = NUMBER.matcher(table)
			.results()
			.collect(Collectors.groupingBy(MatchResult::group, Collectors.counting()));
		Map<String, Long> limits = Arrays.stream(QueryLimits.class.getDeclaredFields())
			.filter((field) -> Modifier.isStatic(field.getModifiers()) && field.getType() == int.class)
			.collect(Collectors.groupingBy((limit) -> String.format(Locale.ROOT, "%,d", value(limit)),
					Collectors.counting()));

		assertThat(limits.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(10);
		assertThat(limits).allSatisfy((number, times) -> assertThat(numbers.getOrDefault(number, 0L)).as(number)
			.isGreaterThanOrEqualTo(times));
	}

	private static int value(Field limit) {
		ReflectionUtils.makeAccessible(limit);
		return (int) ReflectionUtils.getField(limit, null);
	}

}
