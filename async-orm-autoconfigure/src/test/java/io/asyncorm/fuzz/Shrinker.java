package io.asyncorm.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a query set smaller as long as it stays wrong.
 */
final class Shrinker {

	private Shrinker() {
	}

	static QuerySpec shrink(QuerySpec spec, Predicate<QuerySpec> wrong) {
		QuerySpec smallest = spec;
		boolean smaller = true;
		while (smaller) {
			smaller = false;
			for (QuerySpec candidate : candidates(smallest)) {
				if (wrong.test(candidate)) {
					smallest = candidate;
					smaller = true;
					break;
				}
			}
		}
		return smallest;
	}

	private static List<QuerySpec> candidates(QuerySpec spec) {
		List<QuerySpec> candidates = new ArrayList<>();
		without(spec.calls()).forEach((calls) -> candidates.add(spec.withCalls(calls)));
		replaced(spec.calls(), Shrinker::smaller).forEach((calls) -> candidates.add(spec.withCalls(calls)));
		QuerySpec.Combined combined = spec.combined();
		if (combined != null) {
			candidates.add(spec.with(spec.window(), null));
			for (List<QuerySpec.Call> fewer : without(combined.calls())) {
				candidates.add(spec.with(spec.window(),
						new QuerySpec.Combined(combined.operator(), combined.all(), fewer, combined.valuesLast())));
			}
			for (List<QuerySpec.Call> others : replaced(combined.calls(), Shrinker::smaller)) {
				candidates.add(spec.with(spec.window(),
						new QuerySpec.Combined(combined.operator(), combined.all(), others, combined.valuesLast())));
			}
		}
		if (spec.window() != null) {
			candidates.add(spec.with(null, combined));
		}
		if (spec.distinct()) {
			candidates.add(spec.withDistinct(false));
		}
		if (spec.slice() != null) {
			candidates.add(spec.withOrder(spec.order(), null));
		}
		else if (!spec.order().isEmpty()) {
			candidates.add(spec.withOrder(List.of(), null));
		}
		if ((spec.related() != null || spec.columns().size() > 1) && spec.combined() == null) {
			candidates.add(spec.ofValues(spec.columns().subList(0, 1)));
		}
		return candidates;
	}

	private static List<QuerySpec.Call> smaller(QuerySpec.Call call) {
		return conditions(call.condition()).stream()
			.map((condition) -> new QuerySpec.Call(call.exclude(), condition))
			.toList();
	}

	private static List<Condition> conditions(Condition condition) {
		return switch (condition) {
			case Condition.Leaf leaf -> List.of();
			case Condition.All all -> parts(all.parts(), Condition.All::new);
			case Condition.Any any -> parts(any.parts(), Condition.Any::new);
			case Condition.Odd odd -> parts(odd.parts(), Condition.Odd::new);
			case Condition.Not not -> parts(List.of(not.part()), (parts) -> new Condition.Not(parts.get(0)));
		};
	}

	private static List<Condition> parts(List<Condition> parts, Function<List<Condition>, Condition> whole) {
		List<Condition> conditions = new ArrayList<>(parts);
		if (parts.size() > 2) {
			without(parts).forEach((fewer) -> conditions.add(whole.apply(fewer)));
		}
		replaced(parts, Shrinker::conditions).forEach((others) -> conditions.add(whole.apply(others)));
		return conditions;
	}

	private static <T> List<List<T>> without(List<T> elements) {
		List<List<T>> lists = new ArrayList<>();
		for (int i = 0; i < elements.size(); i++) {
			List<T> fewer = new ArrayList<>(elements);
			fewer.remove(i);
			lists.add(fewer);
		}
		return lists;
	}

	private static <T> List<List<T>> replaced(List<T> elements, Function<T, List<T>> replacements) {
		List<List<T>> lists = new ArrayList<>();
		for (int i = 0; i < elements.size(); i++) {
			for (T replacement : replacements.apply(elements.get(i))) {
				List<T> others = new ArrayList<>(elements);
				others.set(i, replacement);
				lists.add(others);
			}
		}
		return lists;
	}

}
