package io.asyncorm.expression;

import io.asyncorm.lookup.Aggregation;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * A value that is aggregated over rows, such as a sum, with DISTINCT, FILTER and a
 * default. Immutable.
 *
 * @param <M> the model whose fields it speaks of
 * @since 0.1.0
 */
public final class Aggregate<M> extends Expr<M> {

	private final Expression.Aggregate aggregate;

	Aggregate(Expression.Aggregate aggregate) {
		super(aggregate);
		this.aggregate = aggregate;
	}

	/**
	 * Aggregates equal values once: DISTINCT.
	 * @throws InvalidDataAccessApiUsageException if the aggregate does not allow that
	 */
	public Aggregate<M> distinct() {
		require(this.aggregate.function().allowsDistinct(),
				"does not allow distinct(): count, sum, avg and stringAgg do");
		return new Aggregate<>(new Expression.Aggregate(this.aggregate.function(), this.aggregate.operand(), true,
				this.aggregate.filter(), this.aggregate.delimiter(), this.aggregate.order()));
	}

	/**
	 * Aggregates only the rows for which a condition holds: FILTER.
	 * @throws InvalidDataAccessApiUsageException if it counts rows, and not values
	 */
	public Aggregate<M> filter(Q<M> condition) {
		if (this.aggregate.operand() == null) {
			throw new InvalidDataAccessApiUsageException(
					"count() of all rows takes no filter(...): count a field, as in count(\"id\").filter(...)");
		}
		Expression before = this.aggregate.filter();
		Expression both = (before != null) ? new Expression.And(List.of(before, ExpressionAccess.tree(condition)))
				: ExpressionAccess.tree(condition);
		return new Aggregate<>(new Expression.Aggregate(this.aggregate.function(), this.aggregate.operand(),
				this.aggregate.distinct(), both, this.aggregate.delimiter(), this.aggregate.order()));
	}

	/**
	 * Aggregates the values in an order.
	 * @throws InvalidDataAccessApiUsageException if the aggregate has no order
	 */
	public Aggregate<M> orderBy(Order... terms) {
		require(this.aggregate.function().isOrdered(),
				"does not allow orderBy(...): only stringAgg takes its values in an order");
		return new Aggregate<>(new Expression.Aggregate(this.aggregate.function(), this.aggregate.operand(),
				this.aggregate.distinct(), this.aggregate.filter(), this.aggregate.delimiter(),
				Stream.of(terms).map(Order::term).toList()));
	}

	/**
	 * Aggregates the values in the order of fields; a leading {@code -} is for
	 * descending.
	 * @throws InvalidDataAccessApiUsageException if the aggregate has no order
	 */
	public Aggregate<M> orderBy(String... fields) {
		Assert.notNull(fields, "'fields' must not be null");
		return orderBy(Stream.of(fields).map(Order::by).toArray(Order[]::new));
	}

	/**
	 * The value where there is nothing to aggregate, as Django's {@code default}. A
	 * constant is converted to the type of the aggregate; an expression, including
	 * {@code value(...)}, is not.
	 * @throws InvalidDataAccessApiUsageException for a count, which is never null
	 */
	public Expr<M> orElse(Object otherwise) {
		if (this.aggregate.function() == Aggregation.COUNT) {
			throw new InvalidDataAccessApiUsageException(
					"count does not allow orElse(...): where there is nothing to count it is 0");
		}
		Expression value = ExpressionAccess.toTree(otherwise);
		// An untyped constant is one that takes the aggregate's type
		if (otherwise instanceof Expr<?> && value instanceof Expression.Value constant && constant.type() == null
				&& constant.value() != null) {
			value = Expression.Value.ofOwnClass(constant.value());
		}
		return new Expr<>(new Expression.OrElse(this.aggregate, value));
	}

	private void require(boolean allowed, String otherwise) {
		if (!allowed) {
			throw new InvalidDataAccessApiUsageException(this.aggregate.function() + " " + otherwise);
		}
	}

}
