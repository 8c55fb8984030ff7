package io.asyncorm.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Holds what the library said against what is in memory.
 */
final class Comparison {

	private final Evaluator evaluator;

	private final SpecRunner runner;

	Comparison(Evaluator evaluator, SpecRunner runner) {
		this.evaluator = evaluator;
		this.runner = runner;
	}

	/** What is wrong; null if nothing is. */
	@Nullable String difference(QuerySpec spec) {
		List<List<@Nullable Object>> expected = comparable(this.evaluator.rows(spec));
		SpecRunner.Answer answer;
		try {
			answer = this.runner.run(spec);
		}
		catch (RuntimeException ex) {
			return "fails: " + ex;
		}
		String rows = spec.order().isEmpty() ? multisets(expected, answer.rows()) : lists(expected, answer.rows());
		if (rows != null) {
			return rows;
		}
		if (answer.count() != expected.size()) {
			return "counts " + answer.count() + " of " + expected.size() + " rows";
		}
		return (answer.exists() == expected.isEmpty())
				? "says of " + expected.size() + " rows that they are " + (answer.exists() ? "there" : "not there")
				: null;
	}

	private static @Nullable String lists(List<List<@Nullable Object>> expected, List<List<@Nullable Object>> found) {
		String difference = multisets(expected, found);
		return (difference != null || expected.equals(found)) ? difference
				: "has another order: " + shortened(found) + " instead of " + shortened(expected);
	}

	private static @Nullable String multisets(List<List<@Nullable Object>> expected,
			List<List<@Nullable Object>> found) {
		Map<List<@Nullable Object>, Integer> balance = new HashMap<>();
		expected.forEach((row) -> balance.merge(row, 1, Integer::sum));
		found.forEach((row) -> balance.merge(row, -1, Integer::sum));
		List<List<@Nullable Object>> missing = new ArrayList<>();
		List<List<@Nullable Object>> surplus = new ArrayList<>();
		balance.forEach((row, times) -> {
			for (int i = 0; i < Math.abs(times); i++) {
				((times > 0) ? missing : surplus).add(row);
			}
		});
		return (missing.isEmpty() && surplus.isEmpty()) ? null : "lacks " + shortened(missing) + " and has "
				+ shortened(surplus) + " too much, of " + expected.size() + " rows";
	}

	private static String shortened(List<?> rows) {
		return (rows.size() > 8) ? rows.subList(0, 8) + " and " + (rows.size() - 8) + " more" : rows.toString();
	}

	private static List<List<@Nullable Object>> comparable(List<List<@Nullable Object>> rows) {
		return rows.stream().map((row) -> {
			List<@Nullable Object> values = new ArrayList<>();
			row.forEach((value) -> values.add(SpecRunner.comparable(value)));
			return values;
		}).toList();
	}

}
