package io.asyncorm.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.asyncorm.fuzz.ShopData.Row;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a query set by looking at all of them. The rules are Django's,
 * without any thought of joins that could be saved:
 * <ul>
 * <li>A condition is true, false or unknown; unknown is what a lookup says of a null, and
 * only what is true matches.</li>
 * <li>Behind an odd number of negations, a lookup is false for a null.</li>
 * <li>The conditions of one call that span a to-many relation speak of one related row,
 * and the row comes once for each related row for which they are true; where there is no
 * related row, its fields are null.</li>
 * <li>Behind any negation, a lookup that spans a to-many relation says whether there is a
 * related row for which it is true; if a lookup before it in the same call spans the
 * relation without a negation, only that related row counts.</li>
 * <li>The opposite of an opposite is the condition itself.</li>
 * </ul>
 */
final class Evaluator {

	private final ShopData data;

	/** What is the same for all rows of a query set. */
	private final Map<Object, Object> known = new IdentityHashMap<>();

	private Set<Condition.Leaf> sameRow = Set.of();

	/** How many choices of related rows may still be looked at. */
	private long budget = Long.MAX_VALUE;

	Evaluator(ShopData data) {
		this.data = data;
	}

	/**
	 * How many rows a query set has before it is made distinct and cut.
	 * @return -1 if that takes more than some choices of related rows to find out
	 */
	long size(QuerySpec spec, long mostChoices) {
		this.known.clear();
		this.budget = mostChoices;
		long size = this.data.all(spec.model()).stream().mapToLong((row) -> times(spec.calls(), spec, row)).sum();
		QuerySpec.Combined combined = spec.combined();
		if (combined != null) {
			size += this.data.all(spec.model()).stream().mapToLong((row) -> times(combined.calls(), spec, row)).sum();
		}
		boolean found = this.budget > 0;
		this.budget = Long.MAX_VALUE;
		return found ? size : -1;
	}

	/** What the query set gives, in its order if it has one. */
	List<List<@Nullable Object>> rows(QuerySpec spec) {
		this.known.clear();
		List<Row> matching = placed(spec, matching(spec));
		QuerySpec.Combined combined = spec.combined();
		if (combined != null) {
			matching = combine(matching, combined, matching(spec.other(combined)));
		}
		if (!spec.order().isEmpty()) {
			matching.sort(order(spec.model(), spec.order()));
		}
		QuerySpec.Slice slice = spec.slice();
		List<Row> cut = (slice != null)
				? matching.subList(Math.min(slice.from(), matching.size()), Math.min(slice.to(), matching.size()))
				: matching;
		return cut.stream().map((row) -> values(spec, row)).toList();
	}

	private List<Row> matching(QuerySpec spec) {
		List<Row> matching = new ArrayList<>();
		for (Row row : this.data.all(spec.model())) {
			// What is selected depends on the row alone, so equal rows are the same row
			long times = times(spec.calls(), spec, row);
			for (long i = 0; i < (spec.distinct() ? Math.min(1, times) : times); i++) {
				matching.add(row);
			}
		}
		return matching;
	}

	/** The rows whose place is one of the first. */
	private List<Row> placed(QuerySpec spec, List<Row> rows) {
		QuerySpec.Window window = spec.window();
		if (window == null) {
			return rows;
		}
		Comparator<Row> order = order(spec.model(), window.order());
		Map<@Nullable Object, List<Row>> partitions = new HashMap<>();
		QuerySpec.Column partition = window.partition();
		rows.forEach((row) -> partitions
			.computeIfAbsent((partition != null) ? SpecRunner.comparable(value(spec.model(), row, partition)) : null,
					(any) -> new ArrayList<>())
			.add(row));
		List<Row> placed = new ArrayList<>();
		for (List<Row> among : partitions.values()) {
			among.sort(order);
			int place = 0;
			for (int i = 0; i < among.size(); i++) {
				boolean shared = window.ranked() && i > 0 && order.compare(among.get(i - 1), among.get(i)) == 0;
				place = shared ? place : i + 1;
				if (place <= window.most()) {
					placed.add(among.get(i));
				}
			}
		}
		return placed;
	}

	/** The key is always among what is combined, so that equal rows are the same row. */
	private static List<Row> combine(List<Row> first, QuerySpec.Combined how, List<Row> second) {
		List<Row> rows = new ArrayList<>(first);
		switch (how.operator()) {
			case UNION -> rows.addAll(second);
			case INTERSECTION -> rows.retainAll(new HashSet<>(second));
			case DIFFERENCE -> rows.removeAll(new HashSet<>(second));
		}
		return how.all() ? rows : new ArrayList<>(new LinkedHashSet<>(rows));
	}

	private List<@Nullable Object> values(QuerySpec spec, Row row) {
		List<@Nullable Object> values = new ArrayList<>();
		spec.columns().forEach((column) -> values.add(value(spec.model(), row, column)));
		return values;
	}

	/** Nulls come last, and first where the order is turned round. */
	private Comparator<Row> order(ShopSchema.Table model, List<QuerySpec.Order> orders) {
		Comparator<Row> all = (left, right) -> 0;
		for (QuerySpec.Order order : orders) {
			Kind kind = order.column().field().kind();
			Comparator<@Nullable Object> values = Comparator.nullsLast(kind::compare);
			Comparator<Row> rows = (left, right) -> values.compare(value(model, left, order.column()),
					value(model, right, order.column()));
			all = all.thenComparing(order.descending() ? rows.reversed() : rows);
		}
		return all;
	}

	private @Nullable Object value(ShopSchema.Table model, Row row, QuerySpec.Column column) {
		Row end = new Way(model, row, Map.of()).end(column.path(), column.path().size());
		return (end != null) ? end.value(column.field().column()) : null;
	}

	private long times(List<QuerySpec.Call> calls, QuerySpec spec, Row row) {
		long times = 1;
		for (QuerySpec.Call call : calls) {
			List<List<ShopSchema.Relation>> joined = call.exclude() ? List.of() : joined(call.condition());
			this.sameRow = ofSameRow(call);
			times *= matches(spec.model(), row, joined, new HashMap<>(), (way) -> call.exclude()
					? truth(call.condition(), way, true, true).not() : truth(call.condition(), way, false, false));
			if (times == 0) {
				return 0;
			}
		}
		return times;
	}

	@SuppressWarnings("unchecked") // put by these two methods alone
	private List<List<ShopSchema.Relation>> joined(Condition condition) {
		return (List<List<ShopSchema.Relation>>) this.known.computeIfAbsent(condition, (any) -> {
			Map<String, List<ShopSchema.Relation>> joined = new TreeMap<>();
			collect(condition, joined);
			return List.copyOf(joined.values());
		});
	}

	/** The name of each way along a path. */
	@SuppressWarnings("unchecked") // put by these two methods alone
	private List<String> ways(List<ShopSchema.Relation> path) {
		return (List<String>) this.known.computeIfAbsent(path,
				(any) -> IntStream.rangeClosed(1, path.size())
					.mapToObj((length) -> ShopSchema.way(path.subList(0, length)))
					.toList());
	}

	/** The ways over to-many relations that a call joins; shorter ones come first. */
	private static void collect(Condition condition, Map<String, List<ShopSchema.Relation>> joined) {
		switch (condition) {
			case Condition.Leaf leaf -> {
				for (int length = 1; length <= leaf.path().size(); length++) {
					List<ShopSchema.Relation> way = leaf.path().subList(0, length);
					if (way.get(length - 1).toMany()) {
						joined.put(ShopSchema.way(way), way);
					}
				}
			}
			case Condition.All all -> all.parts().forEach((part) -> collect(part, joined));
			case Condition.Any any -> any.parts().forEach((part) -> collect(part, joined));
			case Condition.Odd odd -> odd.parts().forEach((part) -> collect(part, joined));
			case Condition.Not not -> {
				if (not.part() instanceof Condition.Not opposite) {
					collect(opposite.part(), joined);
				}
			}
		}
	}

	/** Which lookups behind a negation speak of a row that the call speaks of before. */
	@SuppressWarnings("unchecked") // put by this method alone
	private Set<Condition.Leaf> ofSameRow(QuerySpec.Call call) {
		return (Set<Condition.Leaf>) this.known.computeIfAbsent(call, (any) -> {
			Set<Condition.Leaf> found = Collections.newSetFromMap(new IdentityHashMap<>());
			collect(call.condition(), call.exclude(), new HashSet<>(), found);
			return found;
		});
	}

	private static void collect(Condition condition, boolean negated, Set<String> joined, Set<Condition.Leaf> found) {
		switch (condition) {
			case Condition.Leaf leaf -> {
				if (leaf.isToMany() && !negated) {
					joined.add(leaf.firstToMany());
				}
				else if (leaf.isToMany() && !leaf.asksForNone() && joined.contains(leaf.firstToMany())) {
					found.add(leaf);
				}
			}
			case Condition.All all -> all.parts().forEach((part) -> collect(part, negated, joined, found));
			case Condition.Any any -> any.parts().forEach((part) -> collect(part, negated, joined, found));
			case Condition.Odd odd -> odd.parts().forEach((part) -> collect(part, negated, joined, found));
			case Condition.Not not -> {
				boolean twice = not.part() instanceof Condition.Not;
				collect(twice ? ((Condition.Not) not.part()).part() : not.part(), negated || !twice, joined, found);
			}
		}
	}

	/** For how many choices of related rows a condition is true. */
	private long matches(ShopSchema.Table model, Row row, List<List<ShopSchema.Relation>> joined,
			Map<String, @Nullable Row> chosen, Test test) {
		if (this.budget <= 0) {
			return 0;
		}
		if (chosen.size() == joined.size()) {
			this.budget--;
			return (test.on(new Way(model, row, chosen)) == Truth.TRUE) ? 1 : 0;
		}
		List<ShopSchema.Relation> way = joined.get(chosen.size());
		String name = ways(way).getLast();
		Row before = new Way(model, row, chosen).end(way, way.size() - 1);
		ShopSchema.Table source = (way.size() > 1) ? way.get(way.size() - 2).target() : model;
		List<Row> related = (before != null) ? this.data.related(before, source, way.get(way.size() - 1)) : List.of();
		long matches = 0;
		for (Row one : related) {
			chosen.put(name, one);
			matches += matches(model, row, joined, chosen, test);
		}
		if (related.isEmpty()) {
			chosen.put(name, null);
			matches += matches(model, row, joined, chosen, test);
		}
		chosen.remove(name);
		return matches;
	}

	/**
	 * @param odd whether an odd number of negations stands around it
	 * @param negated whether any negation does
	 */
	private Truth truth(Condition condition, Way way, boolean odd, boolean negated) {
		return switch (condition) {
			case Condition.Leaf leaf -> (negated && leaf.isToMany()) ? anyRelated(leaf, way) : leaf(leaf, way, odd);
			case Condition.All all -> {
				Truth truth = Truth.TRUE;
				for (int i = 0; i < all.parts().size() && truth != Truth.FALSE; i++) {
					truth = truth.and(truth(all.parts().get(i), way, odd, negated));
				}
				yield truth;
			}
			case Condition.Any any -> {
				Truth truth = Truth.FALSE;
				for (int i = 0; i < any.parts().size() && truth != Truth.TRUE; i++) {
					truth = truth.or(truth(any.parts().get(i), way, odd, negated));
				}
				yield truth;
			}
			case Condition.Odd parts ->
				Truth.of(parts.parts().stream().filter((part) -> truth(part, way, odd, negated) == Truth.TRUE).count()
						% 2 == 1);
			case Condition.Not not -> (not.part() instanceof Condition.Not opposite)
					? truth(opposite.part(), way, odd, negated) : truth(not.part(), way, !odd, true).not();
		};
	}

	private Truth anyRelated(Condition.Leaf leaf, Way way) {
		Map<String, @Nullable Row> chosen = new HashMap<>();
		if (this.sameRow.contains(leaf)) {
			Row row = way.chosen(leaf.firstToMany());
			if (row == null) {
				return Truth.FALSE;
			}
			chosen.put(leaf.firstToMany(), row);
		}
		return Truth.of(matches(way.model(), way.row(), joined(leaf), chosen, (one) -> leaf(leaf, one, false)) > 0);
	}

	private Truth leaf(Condition.Leaf leaf, Way way, boolean odd) {
		return Lookups.test(leaf, way.value(leaf), odd);
	}

	private static @Nullable Row first(List<Row> rows) {
		return rows.isEmpty() ? null : rows.get(0);
	}

	private interface Test {

		Truth on(Way way);

	}

	/** A row, and the related rows that were chosen for it. */
	private final class Way {

		private final ShopSchema.Table model;

		private final Row row;

		private final Map<String, @Nullable Row> chosen;

		Way(ShopSchema.Table model, Row row, Map<String, @Nullable Row> chosen) {
			this.model = model;
			this.row = row;
			this.chosen = chosen;
		}

		@Nullable Row chosen(String way) {
			return this.chosen.get(way);
		}

		ShopSchema.Table model() {
			return this.model;
		}

		Row row() {
			return this.row;
		}

		/** The row at the end of the first relations; null if there is none. */
		@Nullable Row end(List<ShopSchema.Relation> path, int length) {
			Row here = this.row;
			ShopSchema.Table source = this.model;
			for (int i = 0; i < length && here != null; i++) {
				ShopSchema.Relation relation = path.get(i);
				ShopData data = Evaluator.this.data;
				here = relation.toMany() ? data.linked(this.chosen.get(ways(path).get(i)), relation)
						: first(data.related(here, source, relation));
				source = relation.target();
			}
			return here;
		}

		@Nullable Object value(Condition.Leaf leaf) {
			Row end = end(leaf.path(), leaf.path().size());
			if (end == null) {
				return null;
			}
			ShopSchema.Field field = leaf.field();
			return end.value((field != null) ? field.column() : leaf.path().getLast().target().keyField().column());
		}

	}

}
