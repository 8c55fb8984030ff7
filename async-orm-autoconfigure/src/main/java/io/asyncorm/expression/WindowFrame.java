package io.asyncorm.expression;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The frame of a window function (ROWS or RANGE BETWEEN). An end of null is unbounded, 0
 * is the row itself, and a negative number precedes it. Immutable.
 *
 * @since 0.1.0
 */
public final class WindowFrame {

	private final FrameBounds frame;

	private WindowFrame(FrameBounds frame) {
		this.frame = frame;
	}

	/**
	 * A frame that counts rows (ROWS).
	 * @throws InvalidDataAccessApiUsageException if it ends before it begins
	 */
	public static WindowFrame rows(@Nullable Integer start, @Nullable Integer end) {
		if (start != null && end != null && start > end) {
			throw new InvalidDataAccessApiUsageException(
					"A frame cannot begin at " + start + " and end before that, at " + end);
		}
		return new WindowFrame(new FrameBounds(true, start, end, null));
	}

	/**
	 * A frame that includes all rows equal in order to its ends (RANGE), which can only
	 * be the row itself or unbounded, as in Django.
	 * @throws InvalidDataAccessApiUsageException if an end is at a distance
	 */
	public static WindowFrame range(@Nullable Integer start, @Nullable Integer end) {
		if (start != null && start != 0 || end != null && end != 0) {
			throw new InvalidDataAccessApiUsageException(
					"A frame by values can only end at the row itself or be unbounded: count in rows instead");
		}
		return new WindowFrame(new FrameBounds(false, start, end, null));
	}

	/** Excludes the row or those that are equal to it in order (EXCLUDE). */
	public WindowFrame excluding(Exclusion exclusion) {
		return new WindowFrame(new FrameBounds(this.frame.rows(), this.frame.start(), this.frame.end(), exclusion));
	}

	FrameBounds frame() {
		return this.frame;
	}

	/** The rows that a frame excludes. */
	public enum Exclusion {

		/** The row itself. */
		CURRENT_ROW,
		/** The row itself, and all that are equal to it in order. */
		GROUP,
		/** All that are equal to the row in order, but not the row itself. */
		TIES,
		/** None. */
		NO_OTHERS

	}

}
