package io.asyncorm.lookup;

import io.asyncorm.sql.AggregateFunction;

/**
 * The aggregates of this library, and what is special about each. Internal: it may change
 * at any time.
 *
 * @since 0.1.0
 */
public enum Aggregation {

	/** Number of rows or values. */
	COUNT(AggregateFunction.COUNT),

	/** Sum. */
	SUM(AggregateFunction.SUM),

	/** Average. */
	AVG(AggregateFunction.AVG),

	/** Least value. */
	MIN(AggregateFunction.MIN),

	/** Greatest value. */
	MAX(AggregateFunction.MAX),

	/** Standard deviation of the population. */
	STDDEV_POP(AggregateFunction.STDDEV_POP),

	/** Standard deviation of a sample. */
	STDDEV_SAMP(AggregateFunction.STDDEV_SAMP),

	/** Variance of the population. */
	VAR_POP(AggregateFunction.VAR_POP),

	/** Variance of a sample. */
	VAR_SAMP(AggregateFunction.VAR_SAMP),

	/** Any of the values. */
	ANY_VALUE(AggregateFunction.ANY_VALUE),

	/** Bits that all values have. */
	BIT_AND(AggregateFunction.BIT_AND),

	/** Bits that some value has. */
	BIT_OR(AggregateFunction.BIT_OR),

	/** Bits that an odd number of values has. */
	BIT_XOR(AggregateFunction.BIT_XOR),

	/** Texts, joined to one. */
	STRING_AGG(AggregateFunction.STRING_AGG);

	private final AggregateFunction function;

	Aggregation(AggregateFunction function) {
		this.function = function;
	}

	/** The function that computes it. */
	public AggregateFunction function() {
		return this.function;
	}

	/** Whether equal values may count once. */
	public boolean allowsDistinct() {
		return this == COUNT || this == SUM || this == AVG || this == STRING_AGG;
	}

	/** Whether it takes its values in an order. */
	public boolean isOrdered() {
		return this == STRING_AGG;
	}

	/** Whether it can be computed over a window. */
	public boolean allowsWindow() {
		return this != ANY_VALUE;
	}

	/** Whether its value is one of the values, unchanged. */
	public boolean returnsValue() {
		return this == MIN || this == MAX || this == ANY_VALUE;
	}

	/** Whether it is an average, or built on such. */
	public boolean isAverage() {
		return switch (this) {
			case AVG, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> true;
			case COUNT, SUM, MIN, MAX, ANY_VALUE, BIT_AND, BIT_OR, BIT_XOR, STRING_AGG -> false;
		};
	}

	/** The name, as messages call it. */
	@Override
	public String toString() {
		return this.function.toString();
	}

}
