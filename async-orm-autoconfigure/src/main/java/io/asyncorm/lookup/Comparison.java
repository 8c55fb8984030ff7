package io.asyncorm.lookup;

import java.math.RoundingMode;

import io.asyncorm.sql.ComparisonOperator;

/**
 * How a lookup compares a field with a value: what a number that the field cannot hold is
 * rounded to, so that the same rows match, and what holds of one that lies beyond all
 * values of the field.
 *
 * @since 0.1.0
 */
public enum Comparison {

	/** Equal. As in Django, the number loses its fraction. */
	EQUAL(ComparisonOperator.EQUAL, RoundingMode.DOWN, false, false),

	/** Different. */
	NOT_EQUAL(ComparisonOperator.NOT_EQUAL, RoundingMode.DOWN, true, true),

	/** Less. */
	LESS(ComparisonOperator.LESS, RoundingMode.CEILING, true, false),

	/** Less or equal. */
	LESS_OR_EQUAL(ComparisonOperator.LESS_OR_EQUAL, RoundingMode.FLOOR, true, false),

	/** Greater. */
	GREATER(ComparisonOperator.GREATER, RoundingMode.FLOOR, false, true),

	/** Greater or equal. */
	GREATER_OR_EQUAL(ComparisonOperator.GREATER_OR_EQUAL, RoundingMode.CEILING, false, true);

	private final ComparisonOperator operator;

	private final RoundingMode rounding;

	private final boolean withGreatest;

	private final boolean withLeast;

	Comparison(ComparisonOperator operator, RoundingMode rounding, boolean withGreatest, boolean withLeast) {
		this.operator = operator;
		this.rounding = rounding;
		this.withGreatest = withGreatest;
		this.withLeast = withLeast;
	}

	public ComparisonOperator operator() {
		return this.operator;
	}

	/** How a fraction is rounded where the field holds whole numbers. */
	public RoundingMode rounding() {
		return this.rounding;
	}

	/**
	 * Whether all fields match a value that is greater than each of them, or none does.
	 */
	public boolean matchesGreater() {
		return this.withGreatest;
	}

	/** Whether all fields match a value that is less than each of them, or none does. */
	public boolean matchesLess() {
		return this.withLeast;
	}

	/** Whether it goes by the order of the values. */
	public boolean isOrder() {
		return this != EQUAL && this != NOT_EQUAL;
	}

}
