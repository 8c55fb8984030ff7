package io.asyncorm.fuzz;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.asyncorm.expression.Q;
import org.jspecify.annotations.Nullable;

/**
 * A condition, as it is said to a query set and as it is evaluated in memory.
 */
sealed interface Condition {

	/** As the query set is given it. */
	default <M> Q<M> toQ() {
		return switch (this) {
			case Leaf leaf -> Q.of(leaf.said(), leaf.value());
			case All all -> all.parts().stream().<Q<M>>map(Condition::toQ).reduce(Q::and).orElseThrow();
			case Any any -> any.parts().stream().<Q<M>>map(Condition::toQ).reduce(Q::or).orElseThrow();
			case Odd odd -> odd.parts().stream().<Q<M>>map(Condition::toQ).reduce(Q::xor).orElseThrow();
			case Not not -> not.part().<M>toQ().not();
		};
	}

	/** Whether a part of it asks for one of no values. */
	default boolean hasEmptyList() {
		return switch (this) {
			case Leaf leaf -> leaf.value() instanceof Collection<?> values && values.stream().allMatch(Objects::isNull);
			case All all -> all.parts().stream().anyMatch(Condition::hasEmptyList);
			case Any any -> any.parts().stream().anyMatch(Condition::hasEmptyList);
			case Odd odd -> odd.parts().stream().anyMatch(Condition::hasEmptyList);
			case Not not -> not.part().hasEmptyList();
		};
	}

	/**
	 * A lookup.
	 *
	 * @param path the relations that it spans
	 * @param field the field at their end; null if the last relation itself is meant
	 * @param name how the field is called here, which may be {@code pk}
	 * @param lookup what is asked
	 * @param value the value that the query set is given
	 */
	record Leaf(List<ShopSchema.Relation> path, ShopSchema.@Nullable Field field, String name, String lookup,
			@Nullable Object value) implements Condition {

		String said() {
			String names = names(this.path);
			String way = names + ((names.isEmpty() || this.name.isEmpty()) ? "" : "__") + this.name;
			return this.lookup.isEmpty() ? way : way + "__" + this.lookup;
		}

		/** The keys that it follows into a document. */
		List<String> keys() {
			List<String> names = List.of(this.name.split("__"));
			return (this.field != null && this.field.kind() == Kind.JSON) ? names.subList(1, names.size()) : List.of();
		}

		boolean isToMany() {
			return this.path.stream().anyMatch(ShopSchema.Relation::toMany);
		}

		/** Whether it asks for a field to be missing, as it is where there is no row. */
		boolean asksForNone() {
			return this.lookup.equals("isnull") && Boolean.TRUE.equals(this.value)
					|| this.value == null && keys().isEmpty();
		}

		/** The way to the first of many rows. */
		String firstToMany() {
			int length = 1;
			while (!this.path.get(length - 1).toMany()) {
				length++;
			}
			return ShopSchema.way(this.path.subList(0, length));
		}

		@Override
		public String toString() {
			return said() + "=" + ((this.value instanceof String text) ? "'" + text + "'" : this.value);
		}

	}

	record All(List<Condition> parts) implements Condition {

		@Override
		public String toString() {
			return joined(this.parts, " & ");
		}

	}

	record Any(List<Condition> parts) implements Condition {

		@Override
		public String toString() {
			return joined(this.parts, " | ");
		}

	}

	/** An odd number of them holds. */
	record Odd(List<Condition> parts) implements Condition {

		@Override
		public String toString() {
			return joined(this.parts, " ^ ");
		}

	}

	record Not(Condition part) implements Condition {

		@Override
		public String toString() {
			return "~(" + this.part + ")";
		}

	}

	static String names(List<ShopSchema.Relation> path) {
		return path.stream().map(ShopSchema.Relation::name).collect(Collectors.joining("__"));
	}

	private static String joined(List<Condition> parts, String operator) {
		return parts.stream().map(Condition::toString).collect(Collectors.joining(operator, "(", ")"));
	}

}
