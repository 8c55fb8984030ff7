package io.asyncorm.expression;

import io.asyncorm.lookup.StandardFunction;

import java.util.List;

/**
 * A term of an order. Where nulls stand, the database decides, unless it is said.
 * Immutable.
 *
 * @since 0.1.0
 */
public final class Order {

	private final Expression.Sort term;

	Order(Expression.Sort term) {
		this.term = term;
	}

	/**
	 * An order by a field or annotation; a leading {@code -} sorts downwards, and a
	 * {@code ?} alone mixes the rows.
	 */
	public static Order by(String name) {
		if (name.equals("?")) {
			return new Order(new Expression.Sort(Expression.Func.of(StandardFunction.RANDOM), false, null));
		}
		boolean descending = name.startsWith("-");
		List<Step> path = LookupNames.parse(descending ? name.substring(1) : name);
		return new Order(new Expression.Sort(new Expression.Reference(path), descending, null, true));
	}

	/** With nulls before all values. */
	public Order nullsFirst() {
		return new Order(new Expression.Sort(this.term.value(), this.term.descending(), true));
	}

	/** With nulls behind all values. */
	public Order nullsLast() {
		return new Order(new Expression.Sort(this.term.value(), this.term.descending(), false));
	}

	Expression.Sort term() {
		return this.term;
	}

}
