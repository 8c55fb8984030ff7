package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A condition that can be combined with others; Django's {@code Q}. Immutable.
 *
 * @param <M> the model whose fields it speaks of
 * @since 0.1.0
 */
public final class Q<M> {

	private final Expression tree;

	Q(Expression tree) {
		this.tree = tree;
	}

	/**
	 * A condition in Django's words, as in {@code q("author__name__icontains", "ann")}.
	 */
	public static <M> Q<M> of(String lookup, @Nullable Object value) {
		return new Q<>(new Expression.Keyword(LookupNames.parse(lookup), value));
	}

	/** All of these conditions. */
	public static <M> Q<M> of(Kw lookups) {
		return new Q<>(new Expression.And(List.copyOf(lookups.keywords())));
	}

	/** Both hold. */
	public Q<M> and(Q<M> other) {
		return new Q<>(new Expression.And(List.of(this.tree, other.tree)));
	}

	/** One of them holds, or both. */
	public Q<M> or(Q<M> other) {
		return new Q<>(new Expression.Or(List.of(this.tree, other.tree)));
	}

	/** One of them holds, but not both; of several, an odd number. */
	public Q<M> xor(Q<M> other) {
		List<Expression> operands = new ArrayList<>();
		operands.addAll((this.tree instanceof Expression.Xor xor) ? xor.operands() : List.of(this.tree));
		operands.add(other.tree);
		return new Q<>(new Expression.Xor(operands));
	}

	/**
	 * The opposite: the rows that this condition does not match, those among them too for
	 * which a null leaves it unknown, as Django's {@code ~Q}. The opposite of the
	 * opposite is the condition itself.
	 */
	public Q<M> not() {
		return new Q<>((this.tree instanceof Expression.Not not) ? not.operand() : new Expression.Not(this.tree));
	}

	Expression tree() {
		return this.tree;
	}

}
