package io.asyncorm.expression;

import io.asyncorm.lookup.Operator;
import io.asyncorm.lookup.StandardFunction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.ClassUtils;

/**
 * A value that the database computes, such as Django's {@code F}: a field, a function, an
 * aggregate, or arithmetic over them:
 *
 * <pre class="code">
 * books.filter("pages__gt", f("author__born"))
 * books.aupdate(kw("pages", f("pages").plus(1)))
 * books.annotate("title_length", length(f("title")))
 * </pre>
 *
 * Immutable.
 *
 * @param <M> the model whose fields it speaks of
 * @since 0.1.0
 */
public sealed class Expr<M> permits Aggregate, SearchQuery, SearchHeadline, SearchRank, SearchVector, Window {

	private final Expression tree;

	Expr(Expression tree) {
		this.tree = ExpressionSize.require(tree);
	}

	/** Adds a number. */
	public final Expr<M> plus(Number number) {
		return combine(Operator.PLUS, Expression.Value.of(number));
	}

	/** Adds another value. */
	public final Expr<M> plus(Expr<M> other) {
		return combine(Operator.PLUS, ExpressionAccess.tree(other));
	}

	/** Subtracts a number. */
	public final Expr<M> minus(Number number) {
		return combine(Operator.MINUS, Expression.Value.of(number));
	}

	/** Subtracts another value. */
	public final Expr<M> minus(Expr<M> other) {
		return combine(Operator.MINUS, ExpressionAccess.tree(other));
	}

	/** Multiplies by a number. */
	public final Expr<M> times(Number number) {
		return combine(Operator.TIMES, Expression.Value.of(number));
	}

	/** Multiplies by another value. */
	public final Expr<M> times(Expr<M> other) {
		return combine(Operator.TIMES, ExpressionAccess.tree(other));
	}

	/** Divides by a number; between integers the database drops the fraction. */
	public final Expr<M> dividedBy(Number number) {
		return combine(Operator.DIVIDED_BY, Expression.Value.of(number));
	}

	/** Divides by another value; between integers the database drops the fraction. */
	public final Expr<M> dividedBy(Expr<M> other) {
		return combine(Operator.DIVIDED_BY, ExpressionAccess.tree(other));
	}

	/** The remainder of a division by a number. */
	public final Expr<M> modulo(Number number) {
		return combine(Operator.MODULO, Expression.Value.of(number));
	}

	/** The remainder of a division by another value. */
	public final Expr<M> modulo(Expr<M> other) {
		return combine(Operator.MODULO, ExpressionAccess.tree(other));
	}

	/** Adds a duration to a date or time. */
	public final Expr<M> plus(Duration duration) {
		return combine(Operator.PLUS, Expression.Value.of(duration));
	}

	/** Subtracts a duration from a date or time. */
	public final Expr<M> minus(Duration duration) {
		return combine(Operator.MINUS, Expression.Value.of(duration));
	}

	/** Negates a number. */
	public final Expr<M> negated() {
		return times(-1);
	}

	/** Raises to a power. */
	public final Expr<M> pow(Number exponent) {
		return combine(Operator.POWER, Expression.Value.of(exponent));
	}

	/** Raises to a power that is computed. */
	public final Expr<M> pow(Expr<M> exponent) {
		return combine(Operator.POWER, ExpressionAccess.tree(exponent));
	}

	/** Bitwise AND. */
	public final Expr<M> bitAnd(Number number) {
		return combine(Operator.BIT_AND, Expression.Value.of(number));
	}

	/** Bitwise AND. */
	public final Expr<M> bitAnd(Expr<M> other) {
		return combine(Operator.BIT_AND, ExpressionAccess.tree(other));
	}

	/** Bitwise OR. */
	public final Expr<M> bitOr(Number number) {
		return combine(Operator.BIT_OR, Expression.Value.of(number));
	}

	/** Bitwise OR. */
	public final Expr<M> bitOr(Expr<M> other) {
		return combine(Operator.BIT_OR, ExpressionAccess.tree(other));
	}

	/** Bitwise XOR. */
	public final Expr<M> bitXor(Number number) {
		return combine(Operator.BIT_XOR, Expression.Value.of(number));
	}

	/** Bitwise XOR. */
	public final Expr<M> bitXor(Expr<M> other) {
		return combine(Operator.BIT_XOR, ExpressionAccess.tree(other));
	}

	/** Bitwise shift to the left. */
	public final Expr<M> shiftLeft(int places) {
		return combine(Operator.SHIFT_LEFT, Expression.Value.of(places));
	}

	/** Bitwise shift to the right. */
	public final Expr<M> shiftRight(int places) {
		return combine(Operator.SHIFT_RIGHT, Expression.Value.of(places));
	}

	/**
	 * The character at a position of a text, counted from 0; empty behind its end.
	 * @throws InvalidDataAccessApiUsageException if the position is negative
	 */
	public final Expr<M> at(int position) {
		return slice(position, position + 1);
	}

	/**
	 * The characters of a text from a position on, counted from 0.
	 * @throws InvalidDataAccessApiUsageException if the position is negative
	 */
	public final Expr<M> slice(int from) {
		requirePosition(from);
		return new Expr<>(Expression.Func.of(StandardFunction.SLICE, this.tree, Expression.Value.of(from + 1)));
	}

	/**
	 * The characters of a text from a position, counted from 0, up to but without
	 * another.
	 * @throws InvalidDataAccessApiUsageException if one is negative, or the second is
	 * before the first
	 */
	public final Expr<M> slice(int from, int to) {
		requirePosition(from);
		requirePosition(to);
		if (to < from) {
			throw new InvalidDataAccessApiUsageException("slice(" + from + ", " + to + ") ends before it begins");
		}
		return new Expr<>(Expression.Func.of(StandardFunction.SLICE, this.tree, Expression.Value.of(from + 1),
				Expression.Value.of(to - from)));
	}

	private static void requirePosition(int position) {
		if (position < 0) {
			throw new InvalidDataAccessApiUsageException(
					"A text cannot be sliced from its end: " + position + " is negative; use right(...) for that");
		}
	}

	/**
	 * Declares the type of the value, as Django's {@code output_field}, without a cast in
	 * the database. Needed where the type cannot be inferred, because the parts have
	 * different types.
	 */
	public final Expr<M> as(Class<?> type) {
		Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
		return new Expr<>(switch (this.tree) {
			case Expression.Func func -> new Expression.Func(func.function(), func.arguments(), boxed);
			case Expression.NamedFunc func -> new Expression.NamedFunc(func.name(), func.arguments(), boxed);
			case TemporalExpression.Extract part ->
				new TemporalExpression.Extract(part.part(), part.operand(), part.zone(), boxed);
			case TemporalExpression.Truncate start ->
				new TemporalExpression.Truncate(start.part(), start.operand(), start.zone(), boxed);
			case Expression.Value value -> Expression.Value.of(value.value(), boxed);
			default -> new Expression.Typed(this.tree, boxed);
		});
	}

	/** Whether it equals a value, or is null if that is null; {@code exact}. */
	public final Q<M> eq(@Nullable Object value) {
		return lookup("exact", value);
	}

	/** Whether it is greater than a value. */
	public final Q<M> gt(Object value) {
		return lookup("gt", value);
	}

	/** Whether it is greater than a value, or equal to it. */
	public final Q<M> gte(Object value) {
		return lookup("gte", value);
	}

	/** Whether it is less than a value. */
	public final Q<M> lt(Object value) {
		return lookup("lt", value);
	}

	/** Whether it is less than a value, or equal to it. */
	public final Q<M> lte(Object value) {
		return lookup("lte", value);
	}

	/**
	 * Whether a lookup matches it, as in
	 * {@code lower(f("title")).lookup("startswith", "a")}; Django's lookups as
	 * expressions. As everywhere, the value may be computed by the database.
	 * @param name the name of the lookup, perhaps with transforms before it
	 */
	public final Q<M> lookup(String name, @Nullable Object value) {
		List<Step> names = List.copyOf(LookupNames.parse(name));
		if (!(this.tree instanceof Expression.Reference reference)) {
			return new Q<>(new Expression.Compared(this.tree, names, value));
		}
		List<Step> path = new ArrayList<>(reference.path());
		path.addAll(names);
		return new Q<>(new Expression.Keyword(path, value));
	}

	/** The opposite of a boolean value, which is null where that is. */
	public final Expr<M> not() {
		return new Expr<>(new Expression.Not(this.tree));
	}

	/** Uses a boolean value as a condition. */
	public final Q<M> holds() {
		return new Q<>(this.tree);
	}

	/** Ascending order by this value. */
	public final Order asc() {
		return new Order(new SortTerm(this.tree, false, null));
	}

	/** Descending order by this value. */
	public final Order desc() {
		return new Order(new SortTerm(this.tree, true, null));
	}

	final Expression tree() {
		return this.tree;
	}

	private Expr<M> combine(Operator operator, Expression right) {
		return new Expr<>(new Expression.Arithmetic(operator, this.tree, right));
	}

	@Override
	public final boolean equals(@Nullable Object other) {
		return other instanceof Expr<?> that && this.tree.equals(that.tree);
	}

	@Override
	public final int hashCode() {
		return this.tree.hashCode();
	}

	/** Code that makes it, with its values. */
	@Override
	public final String toString() {
		return CodeText.of(this.tree);
	}

}
