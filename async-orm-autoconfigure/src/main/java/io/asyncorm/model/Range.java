package io.asyncorm.model;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The values between two ends, as PostgreSQL's range types hold them: of {@code Integer},
 * {@code Long}, {@code BigDecimal}, {@code LocalDate}, {@code LocalDateTime} or
 * {@code Instant}. Of whole numbers and days the database knows the next one, and gives
 * all ranges back with the lower end included and the upper one not.
 *
 * @param <T> the type of the values
 * @param lower the lower end; null if there is none
 * @param lowerInclusive whether the lower end is part of it
 * @param upper the upper end; null if there is none
 * @param upperInclusive whether the upper end is part of it
 * @param empty whether no value is in it
 * @since 0.1.0
 */
public record Range<T extends Comparable<? super T>>(@Nullable T lower, boolean lowerInclusive, @Nullable T upper,
		boolean upperInclusive, boolean empty) {

	public Range {
		if (lower != null && upper != null) {
			int order = lower.compareTo(upper);
			Assert.isTrue(order <= 0, "The lower end of a range must not be behind the upper one");
			empty = empty || order == 0 && !(lowerInclusive && upperInclusive);
		}
		lower = empty ? null : lower;
		upper = empty ? null : upper;
		lowerInclusive = lowerInclusive && lower != null;
		upperInclusive = upperInclusive && upper != null;
	}

	/** From an end to another one, which is not part of it: {@code [lower,upper)}. */
	public static <T extends Comparable<? super T>> Range<T> of(T lower, T upper) {
		return new Range<>(lower, true, upper, false, false);
	}

	/** From an end to another one, both included: {@code [lower,upper]}. */
	public static <T extends Comparable<? super T>> Range<T> closed(T lower, T upper) {
		return new Range<>(lower, true, upper, true, false);
	}

	/** From an end to another one, neither included: {@code (lower,upper)}. */
	public static <T extends Comparable<? super T>> Range<T> open(T lower, T upper) {
		return new Range<>(lower, false, upper, false, false);
	}

	/** This value and all greater ones. */
	public static <T extends Comparable<? super T>> Range<T> atLeast(T lower) {
		return new Range<>(lower, true, null, false, false);
	}

	/** All values that are less than this one. */
	public static <T extends Comparable<? super T>> Range<T> lessThan(T upper) {
		return new Range<>(null, false, upper, false, false);
	}

	/** All values. */
	public static <T extends Comparable<? super T>> Range<T> all() {
		return new Range<>(null, false, null, false, false);
	}

	/** No value. */
	public static <T extends Comparable<? super T>> Range<T> none() {
		return new Range<>(null, false, null, false, true);
	}

	/** Whether a value is in it. */
	public boolean contains(T value) {
		if (this.empty) {
			return false;
		}
		int above = (this.lower != null) ? value.compareTo(this.lower) : 1;
		int below = (this.upper != null) ? this.upper.compareTo(value) : 1;
		return (above > 0 || above == 0 && this.lowerInclusive) && (below > 0 || below == 0 && this.upperInclusive);
	}

}
