package io.asyncorm.expression;

import io.asyncorm.lookup.StandardFunction;
import io.asyncorm.model.OrderTerm;

import java.util.List;

import org.springframework.util.Assert;

/**
 * A term of an ordering: a value, ascending or descending, and the position of nulls,
 * which the database decides unless it is given. Immutable.
 *
 * @since 0.1.0
 */
public final class Order {

	private final SortTerm term;

	Order(SortTerm term) {
		this.term = term;
	}

	/**
	 * Orders by a field or annotation; a leading {@code -} is for descending, and
	 * {@code ?} alone for random order. A name may be followed by where nulls come, as in
	 * {@code by("-published nulls last")}.
	 */
	public static Order by(String name) {
		Assert.notNull(name, "'name' must not be null");
		if (name.equals("?")) {
			return new Order(new SortTerm(Expression.Func.of(StandardFunction.RANDOM), false, null));
		}
		OrderTerm term = OrderTerm.parse(name);
		List<Step> path = LookupNames.parse(term.name());
		return new Order(new SortTerm(new Expression.Reference(path), term.descending(), term.nullsFirst(),
				term.nullsFirst() == null));
	}

	/** Nulls come first. */
	public Order nullsFirst() {
		return new Order(new SortTerm(this.term.value(), this.term.descending(), true));
	}

	/** Nulls come last. */
	public Order nullsLast() {
		return new Order(new SortTerm(this.term.value(), this.term.descending(), false));
	}

	SortTerm term() {
		return this.term;
	}

}
