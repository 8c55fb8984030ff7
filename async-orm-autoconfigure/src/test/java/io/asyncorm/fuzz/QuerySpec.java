package io.asyncorm.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A query set in words: what was drawn, before anybody runs it.
 *
 * @param model the model it begins with
 * @param calls its {@code filter()} and {@code exclude()} calls, in order
 * @param distinct whether equal rows come once
 * @param order its order, the key behind it unless it is empty
 * @param slice from and to; null if it is not cut
 * @param columns what each row gives, the key first
 * @param related relations of selectRelated(), for query sets that give objects; null if
 * this one gives values
 * @param window a window function that its rows are chosen by; null if there is none
 * @param combined what its rows are combined with; null if nothing
 */
record QuerySpec(ShopSchema.Table model, List<Call> calls, boolean distinct, List<Order> order, @Nullable Slice slice,
		List<Column> columns, @Nullable List<String> related, @Nullable Window window, @Nullable Combined combined) {

	QuerySpec withCalls(List<Call> others) {
		return new QuerySpec(this.model, others, this.distinct, this.order, this.slice, this.columns, this.related,
				this.window, this.combined);
	}

	QuerySpec withDistinct(boolean other) {
		return new QuerySpec(this.model, this.calls, other, this.order, this.slice, this.columns, this.related,
				this.window, this.combined);
	}

	QuerySpec withOrder(List<Order> other, @Nullable Slice cut) {
		return new QuerySpec(this.model, this.calls, this.distinct, other, cut, this.columns, this.related, this.window,
				this.combined);
	}

	QuerySpec ofValues(List<Column> others) {
		return new QuerySpec(this.model, this.calls, this.distinct, this.order, this.slice, others, null, this.window,
				this.combined);
	}

	QuerySpec with(@Nullable Window other, @Nullable Combined others) {
		return new QuerySpec(this.model, this.calls, this.distinct, this.order, this.slice, this.columns, this.related,
				other, others);
	}

	/** The rows that this one's are combined with, as a query set of their own. */
	QuerySpec other(Combined with) {
		return new QuerySpec(this.model, with.calls(), false, List.of(), null, this.columns, this.related, null, null);
	}

	/** Its own rows, before they are combined. */
	QuerySpec first() {
		return new QuerySpec(this.model, this.calls, this.distinct, List.of(), null, this.columns, this.related,
				this.window, null);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.model.model());
		this.calls.forEach(text::append);
		text.append((this.window != null) ? this.window : "").append((this.combined != null) ? this.combined : "");
		text.append(this.distinct ? ".distinct()" : "");
		if (!this.order.isEmpty()) {
			text.append(this.order.stream().map(Order::said).collect(Collectors.joining("', '", ".orderBy('", "')")));
		}
		text.append((this.slice != null) ? "[" + this.slice.from() + ":" + this.slice.to() + "]" : "");
		if (this.related != null) {
			return text.append(this.related.isEmpty() ? "" : ".selectRelated" + this.related).toString();
		}
		return text
			.append(this.columns.stream().map(Column::said).collect(Collectors.joining("', '", ".valuesList('", "')")))
			.toString();
	}

	/** One {@code filter()} or {@code exclude()}. */
	record Call(boolean exclude, Condition condition) {

		@Override
		public String toString() {
			return (this.exclude ? ".exclude(" : ".filter(") + this.condition + ")";
		}

	}

	/**
	 * A window function that is annotated, and filtered by: a place of at most some.
	 *
	 * @param ranked whether rows that are equal in order have the same place
	 * @param partition what rows are placed among; null for all
	 */
	record Window(boolean ranked, @Nullable Column partition, List<Order> order, int most) {

		@Override
		public String toString() {
			String among = (this.partition != null) ? " per " + this.partition.said() : "";
			return ".filter(" + (this.ranked ? "rank" : "row_number") + among + " by "
					+ this.order.stream().map(Order::said).toList() + " <= " + this.most + ")";
		}

	}

	/**
	 * A UNION, INTERSECT or EXCEPT with others of the same model.
	 *
	 * @param all whether equal rows come each time
	 * @param valuesLast whether values are chosen behind it, and not by each part
	 */
	record Combined(Operator operator, boolean all, List<Call> calls, boolean valuesLast) {

		enum Operator {

			UNION, INTERSECTION, DIFFERENCE

		}

		@Override
		public String toString() {
			return "." + this.operator.name().toLowerCase(Locale.ROOT) + (this.all ? "All" : "") + this.calls
					+ (this.valuesLast ? " as values" : "");
		}

	}

	/** A field over to-one relations. */
	record Column(List<ShopSchema.Relation> path, ShopSchema.Field field, String name) {

		String said() {
			String names = Condition.names(this.path);
			return names.isEmpty() ? this.name : names + "__" + this.name;
		}

	}

	record Order(Column column, boolean descending) {

		String said() {
			return (this.descending ? "-" : "") + this.column.said();
		}

	}

	record Slice(int from, int to) {
	}

}
