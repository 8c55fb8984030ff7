package io.asyncorm.expression;

import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Access of the other packages to the trees behind {@link Expr}, {@link Q}, {@link Order}
 * and their like, which offer users nothing but what they need. Not for users: it may
 * change at any time.
 *
 * @since 0.1.0
 */
public final class ExpressionAccess {

	private ExpressionAccess() {
	}

	/** The tree of a value. */
	public static Expression tree(Expr<?> value) {
		Assert.notNull(value, "'value' must not be null: give f(\"pages\") for a field, or value(null) for a null");
		return value.tree();
	}

	/** The tree of a condition. */
	public static Expression tree(Q<?> condition) {
		Assert.notNull(condition, "'condition' must not be null");
		return condition.tree();
	}

	/**
	 * The tree of an argument that may be an expression, a condition, a query set or a
	 * constant.
	 */
	public static Expression toTree(@Nullable Object value) {
		Expression tree = findTree(value);
		return (tree != null) ? tree : Expression.Value.of(value);
	}

	/**
	 * The tree of an expression, a condition or a query set; null if it is a constant.
	 */
	public static @Nullable Expression findTree(@Nullable Object value) {
		if (value instanceof Expr<?> expression) {
			return expression.tree();
		}
		if (value instanceof Q<?> condition) {
			return condition.tree();
		}
		if (value instanceof Subselect query) {
			return new Expression.Subquery(query);
		}
		return null;
	}

	/** Creates a condition from a tree, such as one that is resolved at startup. */
	public static <M> Q<M> condition(Expression tree) {
		return new Q<>(tree);
	}

	/** The tree of the condition that all of these hold; of a single one, itself. */
	public static Expression conjunction(List<Expression.Keyword> conditions) {
		return (conditions.size() == 1) ? conditions.get(0) : new Expression.And(List.copyOf(conditions));
	}

	/**
	 * Returns a tree that is neither too deep nor too large to be worked with.
	 * @throws io.asyncorm.model.FieldException if it is
	 */
	public static Expression requireSize(Expression tree) {
		return ExpressionSize.require(tree);
	}

	/** Maps each element; the same list if that changes none of them. */
	@SuppressWarnings("unchecked") // the array is as the list, filled with what E is
	public static <E> List<E> each(List<E> elements, UnaryOperator<E> mapper) {
		@Nullable Object[] changed = null;
		for (int i = 0; i < elements.size(); i++) {
			E element = elements.get(i);
			E mapped = mapper.apply(element);
			if (mapped != element && changed == null) {
				changed = elements.toArray();
			}
			if (changed != null) {
				changed[i] = mapped;
			}
		}
		return (changed != null) ? (List<E>) List.of(changed) : elements;
	}

	/** The term of an order. */
	public static SortTerm term(Order order) {
		Assert.notNull(order, "'order' must not be null");
		return order.term();
	}

	/**
	 * The names of a Django string such as {@code author__name__icontains}.
	 * @throws io.asyncorm.model.FieldException if one of them is empty
	 */
	public static List<Step> steps(String names) {
		return LookupNames.parse(names);
	}

	/** The names of a path. */
	public static List<Step> steps(Path<?, ?> path) {
		return path.steps();
	}

	/** The names of keyword arguments, parsed, and their values. */
	public static List<Expression.Keyword> keywords(Kw arguments) {
		Assert.notNull(arguments, "keyword arguments must not be null: they may be none, as in Kw.empty()");
		return arguments.keywords();
	}

	/** Keyword arguments whose names were parsed ahead. */
	public static Kw keywords(List<Expression.Keyword> arguments) {
		return new Kw(arguments);
	}

	/** The name of a keyword argument, as it was written. */
	public static String name(Expression.Keyword argument) {
		return LookupNames.join(argument.path());
	}

	/** The values to write besides a lookup. */
	public static Kw values(UpsertDefaults defaults) {
		Assert.notNull(defaults, "'defaults' must not be null: they may be none, as in defaults()");
		return defaults.values();
	}

	/** The values of a new object besides a lookup. */
	public static Kw values(InsertDefaults defaults) {
		Assert.notNull(defaults, "'createDefaults' must not be null");
		return defaults.values();
	}

	/** The changes of an update. */
	public static List<Change> changes(Update<?> update) {
		Assert.notNull(update, "'changes' must not be null");
		return update.changes();
	}

	/** An update whose fields were named ahead. */
	public static <M> Update<M> update(List<Change> changes) {
		return new Update<>(changes);
	}

	/** The names that lead to a filtered relation. */
	public static List<Step> steps(FilteredRelation<?> relation) {
		Assert.notNull(relation, "'relation' must not be null");
		return relation.relation();
	}

	/** The condition of a filtered relation. */
	public static Expression tree(FilteredRelation<?> relation) {
		return relation.condition().tree();
	}

	/**
	 * A field as an update names it, and its new value.
	 *
	 * @param ofClient whether a client has named it, and not the program
	 */
	public record Change(List<Step> path, Expression value, boolean ofClient) {

		public Change {
			path = List.copyOf(path);
		}

		/** What the program says. */
		public Change(List<Step> path, Expression value) {
			this(path, value, false);
		}

	}

}
