package io.asyncorm.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What of the rows of a query is asked for that the user wrote, without a word of it in
 * the query: their number, or a part of them in an order. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface SqlFrame {

	/** All rows, as the query gives them. */
	SqlFrame WHOLE = new Part(List.of(), 0, null);

	/** How many rows there are. */
	record Count() implements SqlFrame {
	}

	/**
	 * Some of the rows.
	 *
	 * @param orders the order, which takes the place of the query's own; none for that
	 * @param offset how many rows are skipped
	 * @param limit how many rows at most; null for all
	 */
	record Part(List<Order> orders, long offset, @Nullable Long limit) implements SqlFrame {

		public Part {
			orders = List.copyOf(orders);
		}

	}

	/**
	 * A term of an order.
	 *
	 * @param property a column of the query, by its label in either case and spelling, or
	 * by the property of a model that is read
	 */
	record Order(String property, boolean descending, boolean ignoringCase, Nulls nulls) {
	}

	/** Where nulls stand. */
	enum Nulls {

		/** Behind all values, and before them where the order is descending. */
		USUAL,
		/** Before all values. */
		FIRST,
		/** Behind all values. */
		LAST

	}

}
