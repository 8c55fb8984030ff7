package io.asyncorm.sql;

import java.util.Locale;

/**
 * The aggregate functions of SQL. Dialects spell those that are not called by their names
 * everywhere.
 *
 * @since 0.1.0
 */
public enum AggregateFunction {

	/** Number of rows or values. */
	COUNT,

	/** Sum. */
	SUM,

	/** Average. */
	AVG,

	/** Least value. */
	MIN,

	/** Greatest value. */
	MAX,

	/** Standard deviation of the population. */
	STDDEV_POP,

	/** Standard deviation of a sample. */
	STDDEV_SAMP,

	/** Variance of the population. */
	VAR_POP,

	/** Variance of a sample. */
	VAR_SAMP,

	/** Any of the values. */
	ANY_VALUE,

	/** Bits that all values have. */
	BIT_AND,

	/** Bits that some value has. */
	BIT_OR,

	/** Bits that an odd number of values has. */
	BIT_XOR,

	/** Texts, joined to one. */
	STRING_AGG;

	/** The name, as PostgreSQL has it. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
