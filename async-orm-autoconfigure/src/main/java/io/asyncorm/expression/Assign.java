package io.asyncorm.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Assigns a new value to a field, in an update: {@code set(Book::title).to("Dune")}.
 * Immutable.
 *
 * @param <M> the model
 * @param <V> the type of the field
 * @since 0.1.0
 */
public final class Assign<M, V extends @Nullable Object> {

	private final List<Step> path;

	Assign(List<Step> path) {
		this.path = path;
	}

	/** Sets it to a value. */
	public Update<M> to(V value) {
		return change(Expression.Value.of(value));
	}

	/** Sets it to a computed value. */
	public Update<M> to(Expr<M> value) {
		return change(ExpressionAccess.tree(value));
	}

	/** Sets it to null; {@code to(null)} would be ambiguous. */
	public Update<M> toNull() {
		return change(Expression.Value.of(null));
	}

	private Update<M> change(Expression value) {
		return new Update<>(List.of(new ExpressionAccess.Change(this.path, value)));
	}

}
