package io.asyncorm.expression;

import java.util.List;

/**
 * Assigns a new value to a number field, in an update. It takes any number, because a
 * literal {@code 5} would not fit a {@code Long}. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class AssignNumber<M> {

	private final List<Step> path;

	AssignNumber(List<Step> path) {
		this.path = path;
	}

	/** Sets it to a number. */
	public Update<M> to(Number value) {
		return change(Expression.Value.of(value));
	}

	/** Sets it to a computed value. */
	public Update<M> to(Expr<M> value) {
		return change(ExpressionAccess.tree(value));
	}

	/** Sets it to null. */
	public Update<M> toNull() {
		return change(Expression.Value.of(null));
	}

	private Update<M> change(Expression value) {
		return new Update<>(List.of(new ExpressionAccess.Change(this.path, value)));
	}

}
