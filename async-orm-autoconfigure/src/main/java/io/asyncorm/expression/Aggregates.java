package io.asyncorm.expression;

import io.asyncorm.lookup.Aggregation;

import java.util.List;

/**
 * Aggregate functions, such as {@code sum} and {@code count}. Nulls are ignored.
 *
 * @since 0.1.0
 */
public final class Aggregates {

	private Aggregates() {
	}

	/** The number of rows. */
	public static <M> Aggregate<M> count() {
		return new Aggregate<>(new Expression.Aggregate(Aggregation.COUNT, null, false, null));
	}

	/** The number of values. */
	public static <M> Aggregate<M> count(Expr<M> value) {
		return of(Aggregation.COUNT, value);
	}

	/** The sum; null if there is no value. */
	public static <M> Aggregate<M> sum(Expr<M> value) {
		return of(Aggregation.SUM, value);
	}

	/** The average; null if there is no value. */
	public static <M> Aggregate<M> avg(Expr<M> value) {
		return of(Aggregation.AVG, value);
	}

	/** The minimum; null if there is no value. */
	public static <M> Aggregate<M> min(Expr<M> value) {
		return of(Aggregation.MIN, value);
	}

	/** The maximum; null if there is no value. */
	public static <M> Aggregate<M> max(Expr<M> value) {
		return of(Aggregation.MAX, value);
	}

	/** The standard deviation of the population. */
	public static <M> Aggregate<M> stdDev(Expr<M> value) {
		return of(Aggregation.STDDEV_POP, value);
	}

	/** The standard deviation of a sample. */
	public static <M> Aggregate<M> stdDevOfSample(Expr<M> value) {
		return of(Aggregation.STDDEV_SAMP, value);
	}

	/** The variance of the population. */
	public static <M> Aggregate<M> variance(Expr<M> value) {
		return of(Aggregation.VAR_POP, value);
	}

	/** The variance of a sample. */
	public static <M> Aggregate<M> varianceOfSample(Expr<M> value) {
		return of(Aggregation.VAR_SAMP, value);
	}

	/** Any of the values; null if there is none. */
	public static <M> Aggregate<M> anyValue(Expr<M> value) {
		return of(Aggregation.ANY_VALUE, value);
	}

	/** The bitwise AND of the values; null if there is none. */
	public static <M> Aggregate<M> bitAnd(Expr<M> value) {
		return of(Aggregation.BIT_AND, value);
	}

	/** The bitwise OR of the values; null if there is none. */
	public static <M> Aggregate<M> bitOr(Expr<M> value) {
		return of(Aggregation.BIT_OR, value);
	}

	/** The bitwise XOR of the values; null if there is none. */
	public static <M> Aggregate<M> bitXor(Expr<M> value) {
		return of(Aggregation.BIT_XOR, value);
	}

	/**
	 * The texts joined to one, unordered unless {@link Aggregate#orderBy} is used; null
	 * if there is none.
	 * @param delimiter what stands between them
	 */
	public static <M> Aggregate<M> stringAgg(Expr<M> text, String delimiter) {
		return stringAgg(text, Functions.value(delimiter));
	}

	/**
	 * The texts joined to one.
	 * @param delimiter what stands before each of them but the first
	 */
	public static <M> Aggregate<M> stringAgg(Expr<M> text, Expr<M> delimiter) {
		return new Aggregate<>(new Expression.Aggregate(Aggregation.STRING_AGG, ExpressionAccess.tree(text), false,
				null, ExpressionAccess.tree(delimiter), List.of()));
	}

	private static <M> Aggregate<M> of(Aggregation function, Expr<M> value) {
		return new Aggregate<>(new Expression.Aggregate(function, ExpressionAccess.tree(value), false, null));
	}

}
