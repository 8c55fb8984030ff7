package io.asyncorm.fuzz;

import java.util.List;
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
 */
record QuerySpec(ShopSchema.Table model, List<Call> calls, boolean distinct, List<Order> order, @Nullable Slice slice,
		List<Column> columns, @Nullable List<String> related) {

	QuerySpec withCalls(List<Call> others) {
		return new QuerySpec(this.model, others, this.distinct, this.order, this.slice, this.columns, this.related);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.model.model());
		this.calls.forEach(text::append);
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
