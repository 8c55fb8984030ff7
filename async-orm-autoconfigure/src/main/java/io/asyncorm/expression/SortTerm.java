package io.asyncorm.expression;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * A term of ORDER BY.
 * <p>
 * Internal: it may change at any time.
 *
 * @param named whether only the name of a field was given, so that a relation is ordered
 * by the ordering of its model
 * @since 0.1.0
 */
public record SortTerm(Expression value, boolean descending, @Nullable Boolean nullsFirst, boolean named) {

	/** An order by a value. */
	public SortTerm(Expression value, boolean descending, @Nullable Boolean nullsFirst) {
		this(value, descending, nullsFirst, false);
	}

	/** The same order by another value. */
	public SortTerm map(UnaryOperator<Expression> mapper) {
		return new SortTerm(mapper.apply(this.value), this.descending, this.nullsFirst);
	}

}
