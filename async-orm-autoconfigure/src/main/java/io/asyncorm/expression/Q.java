package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A condition for {@code filter()} and {@code exclude()} that can be combined with others
 * by and, or, xor and not; Django's {@code Q}:
 *
 * <pre class="code">
 * Q&lt;Book&gt; condition = Q.&lt;Book&gt;of("author__name__icontains", "ann")
 * 	.and(Q.&lt;Book&gt;of("pages__gte", 300).or(Q.&lt;Book&gt;of("published__isnull", true)))
 * 	.and(Q.&lt;Book&gt;of("title", "Emma").not());
 * CompletableFuture&lt;List&lt;Book&gt;&gt; found = books.filter(condition).alist();
 * </pre>
 *
 * Equal to another that was made in the same way. Immutable.
 *
 * @param <M> the model whose fields it refers to
 * @since 0.1.0
 */
public final class Q<M> {

	private final Expression tree;

	Q(Expression tree) {
		this(tree, false);
	}

	private Q(Expression tree, boolean checked) {
		this.tree = checked ? tree : ExpressionSize.require(tree);
	}

	/**
	 * A condition by a Django lookup, as in {@code q("author__name__icontains", "ann")}.
	 */
	public static <M> Q<M> of(String lookup, @Nullable Object value) {
		return new Q<>(new Expression.Keyword(LookupNames.parse(lookup), value));
	}

	/** The conjunction of keyword arguments: all of them hold. */
	public static <M> Q<M> of(Kw lookups) {
		return new Q<>(ExpressionAccess.conjunction(ExpressionAccess.keywords(lookups)));
	}

	/**
	 * This condition AND another. As in Django, one that is itself an AND comes in as its
	 * parts, so that any number can be combined in a loop; so it is for OR and XOR.
	 */
	public Q<M> and(Q<M> other) {
		return combined(Expression.And.class, Expression.And::new, other);
	}

	/** This condition OR another. */
	public Q<M> or(Q<M> other) {
		return combined(Expression.Or.class, Expression.Or::new, other);
	}

	/** This condition XOR another; of several, an odd number holds. */
	public Q<M> xor(Q<M> other) {
		return combined(Expression.Xor.class, Expression.Xor::new, other);
	}

	/** Both conditions, or the parts of those that are combined in the same way. */
	private Q<M> combined(Class<? extends Expression> junction, Function<List<Expression>, Expression> constructor,
			Q<M> other) {
		Assert.notNull(other, "'other' must not be null");
		if (!junction.isInstance(this.tree) && !junction.isInstance(other.tree)) {
			return new Q<>(constructor.apply(List.of(this.tree, other.tree)));
		}
		List<Expression> parts = new ArrayList<>();
		addParts(parts, junction, this.tree);
		addParts(parts, junction, other.tree);
		// What was combined before is not looked through for each that is added
		boolean added = junction.isInstance(this.tree) && !junction.isInstance(other.tree);
		if (added) {
			ExpressionSize.requireAdded(other.tree, parts.size());
		}
		return new Q<>(constructor.apply(parts), added);
	}

	private static void addParts(List<Expression> parts, Class<? extends Expression> junction, Expression tree) {
		if (junction.isInstance(tree)) {
			tree.forEachChild(parts::add);
		}
		else {
			parts.add(tree);
		}
	}

	/**
	 * The negation, as Django's {@code ~Q}: matches the rows that this condition does
	 * not, including those for which a null leaves it unknown. A double negation is the
	 * condition itself.
	 */
	public Q<M> not() {
		return new Q<>((this.tree instanceof Expression.Not not) ? not.operand() : new Expression.Not(this.tree));
	}

	Expression tree() {
		return this.tree;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Q<?> that && this.tree.equals(that.tree);
	}

	@Override
	public int hashCode() {
		return this.tree.hashCode();
	}

	/** The code that makes it, with its values. */
	@Override
	public String toString() {
		return CodeText.of(this.tree);
	}

}
