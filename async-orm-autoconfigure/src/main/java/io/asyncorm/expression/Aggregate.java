package io.asyncorm.expression;

import java.util.List;

/**
 * One value of many rows, or of those of them that count. Immutable.
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

	/** With equal values counted once. */
	public Aggregate<M> distinct() {
		return new Aggregate<>(new Expression.Aggregate(this.aggregate.function(), this.aggregate.operand(), true,
				this.aggregate.filter()));
	}

	/** Of the rows for which a condition holds. */
	public Aggregate<M> filter(Q<M> condition) {
		Expression before = this.aggregate.filter();
		Expression both = (before != null) ? new Expression.And(List.of(before, condition.tree())) : condition.tree();
		return new Aggregate<>(new Expression.Aggregate(this.aggregate.function(), this.aggregate.operand(),
				this.aggregate.distinct(), both));
	}

	/**
	 * Or a value where there is none; Django's {@code default}. It has the type of the
	 * aggregate.
	 */
	public Expr<M> orElse(Object otherwise) {
		return Functions.call("orElse", this, new Expr<>(Values.toExpression(otherwise)));
	}

}
