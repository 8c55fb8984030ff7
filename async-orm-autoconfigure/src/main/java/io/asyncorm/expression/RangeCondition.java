package io.asyncorm.expression;

import java.util.List;

import io.asyncorm.model.Range;
import org.jspecify.annotations.Nullable;

/**
 * Builds a condition on a range, by its lookups. Immutable.
 *
 * @param <M> the model
 * @param <T> the type of the values in it
 * @since 0.1.0
 */
public final class RangeCondition<M, T extends Comparable<? super T>> extends Condition<M, @Nullable Range<T>> {

	RangeCondition(List<Step> path) {
		super(path);
	}

	/** Contains a value. */
	public Q<M> contains(T value) {
		return lookup("contains", value);
	}

	/** Contains all values of a range. */
	public Q<M> contains(Range<T> range) {
		return lookup("contains", range);
	}

	/** Contains a value, or all values of a range, that is computed. */
	public Q<M> contains(Expr<? super M> valueOrRange) {
		return lookup("contains", valueOrRange);
	}

	/** Has no values but those of a range. */
	public Q<M> containedBy(Range<T> range) {
		return lookup("contained_by", range);
	}

	/** Has no values but those of another one, which is computed. */
	public Q<M> containedBy(Expr<? super M> range) {
		return lookup("contained_by", range);
	}

	/** Has values in common with a range. */
	public Q<M> overlap(Range<T> range) {
		return lookup("overlap", range);
	}

	/** Has values in common with another one, which is computed. */
	public Q<M> overlap(Expr<? super M> range) {
		return lookup("overlap", range);
	}

	/** Ends before a range begins. */
	public Q<M> fullyLt(Range<T> range) {
		return lookup("fully_lt", range);
	}

	/** Ends before another one begins, which is computed. */
	public Q<M> fullyLt(Expr<? super M> range) {
		return lookup("fully_lt", range);
	}

	/** Begins behind the end of a range. */
	public Q<M> fullyGt(Range<T> range) {
		return lookup("fully_gt", range);
	}

	/** Begins behind the end of another one, which is computed. */
	public Q<M> fullyGt(Expr<? super M> range) {
		return lookup("fully_gt", range);
	}

	/** Does not begin before a range. */
	public Q<M> notLt(Range<T> range) {
		return lookup("not_lt", range);
	}

	/** Does not begin before another one, which is computed. */
	public Q<M> notLt(Expr<? super M> range) {
		return lookup("not_lt", range);
	}

	/** Does not end behind a range. */
	public Q<M> notGt(Range<T> range) {
		return lookup("not_gt", range);
	}

	/** Does not end behind another one, which is computed. */
	public Q<M> notGt(Expr<? super M> range) {
		return lookup("not_gt", range);
	}

	/** Ends where a range begins, or begins where it ends. */
	public Q<M> adjacentTo(Range<T> range) {
		return lookup("adjacent_to", range);
	}

	/** Ends where another one begins, or begins where it ends, which is computed. */
	public Q<M> adjacentTo(Expr<? super M> range) {
		return lookup("adjacent_to", range);
	}

	/** Its lower end. */
	public Condition<M, @Nullable T> startsWith() {
		return new Condition<M, @Nullable T>(path("startswith"));
	}

	/** Its upper end. */
	public Condition<M, @Nullable T> endsWith() {
		return new Condition<M, @Nullable T>(path("endswith"));
	}

	/** Has no values. */
	public Q<M> isEmpty() {
		return lookup("isempty", true);
	}

}
