package io.asyncorm.expression;

/**
 * Computes one value of many rows. Nulls do not count.
 *
 * @since 0.1.0
 */
public final class Aggregates {

	private Aggregates() {
	}

	/** The number of rows. */
	public static <M> Aggregate<M> count() {
		return new Aggregate<>(new Expression.Aggregate("count", null, false, null));
	}

	/** How many values there are. */
	public static <M> Aggregate<M> count(Expr<M> value) {
		return of("count", value);
	}

	/** The sum; null if there is no value. */
	public static <M> Aggregate<M> sum(Expr<M> value) {
		return of("sum", value);
	}

	/** The average; null if there is no value. */
	public static <M> Aggregate<M> avg(Expr<M> value) {
		return of("avg", value);
	}

	/** The least value; null if there is none. */
	public static <M> Aggregate<M> min(Expr<M> value) {
		return of("min", value);
	}

	/** The greatest value; null if there is none. */
	public static <M> Aggregate<M> max(Expr<M> value) {
		return of("max", value);
	}

	/** The standard deviation of all values. */
	public static <M> Aggregate<M> stdDev(Expr<M> value) {
		return of("stddev_pop", value);
	}

	/** The standard deviation that a sample lets expect. */
	public static <M> Aggregate<M> stdDevOfSample(Expr<M> value) {
		return of("stddev_samp", value);
	}

	/** The variance of all values. */
	public static <M> Aggregate<M> variance(Expr<M> value) {
		return of("var_pop", value);
	}

	/** The variance that a sample lets expect. */
	public static <M> Aggregate<M> varianceOfSample(Expr<M> value) {
		return of("var_samp", value);
	}

	/** Any of the values; null if there is none. */
	public static <M> Aggregate<M> anyValue(Expr<M> value) {
		return of("any_value", value);
	}

	private static <M> Aggregate<M> of(String function, Expr<M> value) {
		return new Aggregate<>(new Expression.Aggregate(function, value.tree(), false, null));
	}

}
