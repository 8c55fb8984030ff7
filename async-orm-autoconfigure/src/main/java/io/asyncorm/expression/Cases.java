package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A choice between values by conditions: CASE WHEN. Django's {@code Case}. Immutable.
 *
 * @param <M> the model whose fields it speaks of
 * @since 0.1.0
 */
public final class Cases<M> {

	private final List<CaseBranch> branches;

	private Cases(List<CaseBranch> branches) {
		this.branches = branches;
	}

	/** An empty choice, to which a loop can add branches with {@code orWhen}. */
	public static <M> Cases<M> none() {
		return new Cases<>(List.of());
	}

	/** A value where a condition holds. */
	public static <M> Cases<M> when(Q<M> condition, Expr<M> value) {
		return new Cases<M>(List.of()).and(condition, ExpressionAccess.tree(value));
	}

	/** A constant where a condition holds. */
	public static <M> Cases<M> when(Q<M> condition, @Nullable Object constant) {
		return new Cases<M>(List.of()).and(condition, ExpressionAccess.toTree(constant));
	}

	/** Another value, where another condition holds and none before. */
	public Cases<M> orWhen(Q<M> condition, Expr<M> value) {
		return and(condition, ExpressionAccess.tree(value));
	}

	/** A constant, where another condition holds and none before. */
	public Cases<M> orWhen(Q<M> condition, @Nullable Object constant) {
		return and(condition, ExpressionAccess.toTree(constant));
	}

	/** The value where no condition holds. */
	public Expr<M> otherwise(Expr<M> value) {
		return new Expr<>(new Expression.Case(this.branches, ExpressionAccess.tree(value)));
	}

	/** The constant where no condition holds. */
	public Expr<M> otherwise(@Nullable Object constant) {
		return new Expr<>(new Expression.Case(this.branches, ExpressionAccess.toTree(constant)));
	}

	/** Null where no condition holds. */
	public Expr<M> orNull() {
		return otherwise((Object) null);
	}

	private Cases<M> and(Q<M> condition, Expression value) {
		if (ExpressionAccess.tree(condition) instanceof Expression.And and && and.operands().isEmpty()) {
			throw new InvalidDataAccessApiUsageException(
					"A case needs a condition: an empty one would always hold, and leave the other cases out");
		}
		List<CaseBranch> more = new ArrayList<>(this.branches);
		more.add(new CaseBranch(ExpressionAccess.tree(condition), value));
		return new Cases<>(List.copyOf(more));
	}

}
