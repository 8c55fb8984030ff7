package io.asyncorm.expression;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * One value of many rows, or of those of them that count. Immutable.
 *
 * @param <M> the model whose fields it speaks of
 * @since 0.1.0
 */
public final class Aggregate<M> extends Expr<M> {

	/** Those for which equal values count, by their names in SQL. */
	private static final Set<String> DISTINCT = Set.of(Aggregates.COUNT, "sum", "avg", Aggregates.STRING_AGG);

	/** Those for which the order of the values counts. */
	private static final Set<String> ORDERED = Set.of(Aggregates.STRING_AGG);

	private final Expression.Aggregate aggregate;

	Aggregate(Expression.Aggregate aggregate) {
		super(aggregate);
		this.aggregate = aggregate;
	}

	/**
	 * With equal values counted once.
	 * @throws InvalidDataAccessApiUsageException if the aggregate does not allow that
	 */
	public Aggregate<M> distinct() {
		require(DISTINCT, "does not allow distinct(): count, sum, avg and stringAgg do");
		return new Aggregate<>(new Expression.Aggregate(this.aggregate.function(), this.aggregate.operand(), true,
				this.aggregate.filter(), this.aggregate.delimiter(), this.aggregate.order()));
	}

	/**
	 * Of the rows for which a condition holds.
	 * @throws InvalidDataAccessApiUsageException if rows are counted, not values
	 */
	public Aggregate<M> filter(Q<M> condition) {
		if (this.aggregate.operand() == null) {
			throw new InvalidDataAccessApiUsageException(
					"count() of all rows takes no filter(...): count a field, as in count(\"id\").filter(...)");
		}
		Expression before = this.aggregate.filter();
		Expression both = (before != null) ? new Expression.And(List.of(before, condition.tree())) : condition.tree();
		return new Aggregate<>(new Expression.Aggregate(this.aggregate.function(), this.aggregate.operand(),
				this.aggregate.distinct(), both, this.aggregate.delimiter(), this.aggregate.order()));
	}

	/**
	 * With the values taken in an order.
	 * @throws InvalidDataAccessApiUsageException if the aggregate has no order
	 */
	public Aggregate<M> orderBy(Order... terms) {
		require(ORDERED, "does not allow orderBy(...): only stringAgg takes its values in an order");
		return new Aggregate<>(new Expression.Aggregate(this.aggregate.function(), this.aggregate.operand(),
				this.aggregate.distinct(), this.aggregate.filter(), this.aggregate.delimiter(),
				Stream.of(terms).map(Order::term).toList()));
	}

	/**
	 * With the values taken in the order of fields, of which a leading {@code -} sorts
	 * downwards.
	 * @throws InvalidDataAccessApiUsageException if the aggregate has no order
	 */
	public Aggregate<M> orderBy(String... fields) {
		return orderBy(Stream.of(fields).map(Order::by).toArray(Order[]::new));
	}

	/**
	 * Or a value where there is none; Django's {@code default}. A constant is turned into
	 * the type of the aggregate; an expression, {@code value(...)} too, stays what it is.
	 * @throws InvalidDataAccessApiUsageException if values are counted, of which there is
	 * always a number
	 */
	public Expr<M> orElse(Object otherwise) {
		if (this.aggregate.function().equals(Aggregates.COUNT)) {
			throw new InvalidDataAccessApiUsageException(
					"count does not allow orElse(...): where there is nothing to count it is 0");
		}
		Expression value = Values.toExpression(otherwise);
		// An untyped constant is one that takes the aggregate's type
		if (otherwise instanceof Expr<?> && value instanceof Expression.Value constant && constant.type() == null
				&& constant.value() != null) {
			value = Expression.Value.of(constant.value(), constant.value().getClass());
		}
		return new Expr<>(new Expression.OrElse(this.aggregate, value));
	}

	private void require(Set<String> functions, String otherwise) {
		if (!functions.contains(this.aggregate.function())) {
			throw new InvalidDataAccessApiUsageException(this.aggregate.function() + " " + otherwise);
		}
	}

}
