package io.asyncorm.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Draws query sets.
 */
final class SpecGenerator {

	private static final int MAX_CALLS = 3;

	private static final int MAX_DEPTH = 3;

	private final Random random;

	private final LeafGenerator leaves;

	SpecGenerator(Random random, ShopData data) {
		this.random = random;
		this.leaves = new LeafGenerator(random, data);
	}

	QuerySpec next() {
		List<ShopSchema.Table> models = ShopSchema.tables();
		// Half of them about books, to which most relations lead
		ShopSchema.Table model = this.random.nextBoolean() ? ShopSchema.of("Book")
				: models.get(this.random.nextInt(models.size()));
		List<QuerySpec.Call> calls = several(1 + this.random.nextInt(MAX_CALLS), () -> call(model));
		boolean objects = this.random.nextInt(4) == 0;
		List<QuerySpec.Order> order = (this.random.nextInt(3) > 0) ? order(model) : List.of();
		QuerySpec.Window window = (this.random.nextInt(5) == 0) ? window(model) : null;
		QuerySpec spec = new QuerySpec(model, calls, window == null && this.random.nextInt(6) == 0, order,
				(!order.isEmpty() && this.random.nextInt(3) == 0) ? slice() : null, columns(model, objects),
				objects ? related(model) : null, window, null);
		return (this.random.nextInt(5) == 0) ? combined(spec) : spec;
	}

	private QuerySpec.Window window(ShopSchema.Table model) {
		QuerySpec.Column partition = (this.random.nextInt(3) > 0) ? column(model) : null;
		if (partition != null && partition.field().kind() == Kind.JSON) {
			partition = null;
		}
		boolean ranked = this.random.nextBoolean();
		List<QuerySpec.Order> order = order(model);
		// Where rows may share a place, the key need not decide
		return new QuerySpec.Window(ranked, partition,
				(ranked && order.size() > 1) ? order.subList(0, order.size() - 1) : order, 1 + this.random.nextInt(30));
	}

	/** Values of parts can be ordered by what the parts give, and by nothing else. */
	private QuerySpec combined(QuerySpec spec) {
		QuerySpec.Combined.Operator operator = QuerySpec.Combined.Operator.values()[this.random.nextInt(3)];
		boolean all = operator == QuerySpec.Combined.Operator.UNION && this.random.nextBoolean();
		List<QuerySpec.Call> calls = several(1 + this.random.nextInt(MAX_CALLS), () -> call(spec.model()));
		boolean valuesLast = spec.related() == null && this.random.nextBoolean();
		boolean hidden = spec.related() != null || valuesLast;
		List<QuerySpec.Order> order = spec.order()
			.stream()
			.filter((term) -> hidden
					|| spec.columns().stream().anyMatch((one) -> one.said().equals(term.column().said())))
			.toList();
		QuerySpec.Slice slice = order.isEmpty() ? null : spec.slice();
		return spec.withOrder(order, slice)
			.with(spec.window(), new QuerySpec.Combined(operator, all, calls, valuesLast));
	}

	/**
	 * Not one that spans a to-many relation beside a list without values: Django joins
	 * for what never holds.
	 */
	private QuerySpec.Call call(ShopSchema.Table model) {
		while (true) {
			boolean exclude = this.random.nextInt(3) == 0;
			Condition condition = condition(model, MAX_DEPTH);
			if (exclude || !condition.hasEmptyList() || !joins(condition)) {
				return new QuerySpec.Call(exclude, condition);
			}
		}
	}

	/** Whether a part that is not negated spans a to-many relation. */
	private static boolean joins(Condition condition) {
		return switch (condition) {
			case Condition.Leaf leaf -> leaf.isToMany();
			case Condition.All all -> all.parts().stream().anyMatch(SpecGenerator::joins);
			case Condition.Any any -> any.parts().stream().anyMatch(SpecGenerator::joins);
			case Condition.Odd odd -> odd.parts().stream().anyMatch(SpecGenerator::joins);
			case Condition.Not not -> not.part() instanceof Condition.Not opposite && joins(opposite.part());
		};
	}

	private Condition condition(ShopSchema.Table model, int depth) {
		int choice = (depth == 0) ? 0 : this.random.nextInt(12);
		Supplier<Condition> part = () -> condition(model, depth - 1);
		return switch (choice) {
			case 5, 6, 7 -> new Condition.All(several(2 + this.random.nextInt(2), part));
			case 8, 9 -> new Condition.Any(several(2 + this.random.nextInt(2), part));
			case 10 -> new Condition.Not(part.get());
			case 11 -> this.random.nextBoolean() ? new Condition.Not(part.get())
					: new Condition.Odd(several(2 + this.random.nextInt(2), part));
			default -> this.leaves.next(model);
		};
	}

	private List<QuerySpec.Order> order(ShopSchema.Table model) {
		List<QuerySpec.Order> order = new ArrayList<>();
		for (int i = this.random.nextInt(3); i > 0; i--) {
			QuerySpec.Column column = column(model);
			if (column.field().kind().isOrdered()) {
				order.add(new QuerySpec.Order(column, this.random.nextBoolean()));
			}
		}
		order.add(new QuerySpec.Order(key(model), this.random.nextInt(4) == 0));
		return order;
	}

	private QuerySpec.Slice slice() {
		int from = this.random.nextInt(3) * this.random.nextInt(20);
		return new QuerySpec.Slice(from, from + this.random.nextInt(40));
	}

	private List<QuerySpec.Column> columns(ShopSchema.Table model, boolean keyOnly) {
		List<QuerySpec.Column> columns = new ArrayList<>(List.of(key(model)));
		if (!keyOnly && this.random.nextInt(3) == 0) {
			QuerySpec.Column column = column(model);
			if (column.field().kind() != Kind.JSON && !column.name().equals("pk")) {
				columns.add(column);
			}
		}
		return columns;
	}

	private QuerySpec.Column key(ShopSchema.Table model) {
		return new QuerySpec.Column(List.of(), model.keyField(), "pk");
	}

	private QuerySpec.Column column(ShopSchema.Table model) {
		List<ShopSchema.Relation> path = this.leaves.path(model, this.random.nextInt(3), 0);
		ShopSchema.Table end = path.isEmpty() ? model : path.getLast().target();
		List<String> names = end.fieldNames();
		String name = names.get(this.random.nextInt(names.size()));
		return new QuerySpec.Column(path, end.fields().get(name), name);
	}

	private List<String> related(ShopSchema.Table model) {
		List<ShopSchema.Relation> path = this.leaves.path(model, this.random.nextInt(3), 0);
		return path.isEmpty() ? List.of() : List.of(Condition.names(path));
	}

	private static <T> List<T> several(int count, Supplier<? extends T> one) {
		return IntStream.range(0, count).<T>mapToObj((i) -> one.get()).toList();
	}

}
