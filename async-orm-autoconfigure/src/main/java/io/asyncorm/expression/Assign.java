package io.asyncorm.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A field that waits for its new value. Immutable.
 *
 * @param <M> the model
 * @param <V> the type of the field
 * @since 0.1.0
 */
public final class Assign<M, V extends @Nullable Object> {

	private final Step step;

	Assign(Step step) {
		this.step = step;
	}

	/** Becomes this value. */
	public Update<M> to(V value) {
		return change(Expression.Value.of(value));
	}

	/** Becomes what the database computes. */
	public Update<M> to(Expr<M> value) {
		return change(value.tree());
	}

	/** Becomes null, which {@code to(null)} could not say: it would be ambiguous. */
	public Update<M> toNull() {
		return change(Expression.Value.of(null));
	}

	private Update<M> change(Expression value) {
		return new Update<>(List.of(new ExpressionAccess.Change(List.of(this.step), value)));
	}

}
