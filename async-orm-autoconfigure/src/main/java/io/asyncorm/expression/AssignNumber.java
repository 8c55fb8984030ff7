package io.asyncorm.expression;

import java.util.List;

/**
 * A number that waits for its new value; it takes any number, because a literal {@code 5}
 * would not fit a {@code Long}. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class AssignNumber<M> {

	private final Step step;

	AssignNumber(Step step) {
		this.step = step;
	}

	/** Becomes this number. */
	public Update<M> to(Number value) {
		return change(Expression.Value.of(value));
	}

	/** Becomes what the database computes. */
	public Update<M> to(Expr<M> value) {
		return change(value.tree());
	}

	/** Becomes null. */
	public Update<M> toNull() {
		return change(Expression.Value.of(null));
	}

	private Update<M> change(Expression value) {
		return new Update<>(List.of(new ExpressionAccess.Change(List.of(this.step), value)));
	}

}
