package io.asyncorm.expression;

/**
 * A value that the database computes: a field, an aggregate, or arithmetic over them.
 * Immutable.
 *
 * @param <M> the model whose fields it speaks of
 * @since 0.1.0
 */
public final class Expr<M> {

	private final Expression tree;

	Expr(Expression tree) {
		this.tree = tree;
	}

	/** The sum with a number. */
	public Expr<M> plus(Number number) {
		return combine("+", Expression.Value.of(number));
	}

	/** The sum with another value. */
	public Expr<M> plus(Expr<M> other) {
		return combine("+", other.tree);
	}

	/** The difference from a number. */
	public Expr<M> minus(Number number) {
		return combine("-", Expression.Value.of(number));
	}

	/** The difference from another value. */
	public Expr<M> minus(Expr<M> other) {
		return combine("-", other.tree);
	}

	/** The product with a number. */
	public Expr<M> times(Number number) {
		return combine("*", Expression.Value.of(number));
	}

	/** The product with another value. */
	public Expr<M> times(Expr<M> other) {
		return combine("*", other.tree);
	}

	/** The quotient by a number; between integers the database drops the fraction. */
	public Expr<M> dividedBy(Number number) {
		return combine("/", Expression.Value.of(number));
	}

	/**
	 * The quotient by another value; between integers the database drops the fraction.
	 */
	public Expr<M> dividedBy(Expr<M> other) {
		return combine("/", other.tree);
	}

	/** The remainder of the division by a number. */
	public Expr<M> modulo(Number number) {
		return combine("%", Expression.Value.of(number));
	}

	/** The remainder of the division by another value. */
	public Expr<M> modulo(Expr<M> other) {
		return combine("%", other.tree);
	}

	/** The tree that it stands for. */
	public Expression tree() {
		return this.tree;
	}

	private Expr<M> combine(String operator, Expression right) {
		return new Expr<>(new Expression.Arithmetic(operator, this.tree, right));
	}

}
