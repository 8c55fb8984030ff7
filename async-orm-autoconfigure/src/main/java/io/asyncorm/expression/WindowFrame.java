package io.asyncorm.expression;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The rows around a row that a window function sees: from one end to the other, of which
 * null is unbounded, 0 the row itself, and a negative number so many before it.
 * Immutable.
 *
 * @since 0.1.0
 */
public final class WindowFrame {

	private final Expression.Frame frame;

	private WindowFrame(Expression.Frame frame) {
		this.frame = frame;
	}

	/**
	 * Counted in rows.
	 * @throws InvalidDataAccessApiUsageException if it ends before it begins
	 */
	public static WindowFrame rows(@Nullable Integer start, @Nullable Integer end) {
		if (start != null && end != null && start > end) {
			throw new InvalidDataAccessApiUsageException(
					"A frame cannot begin at " + start + " and end before that, at " + end);
		}
		return new WindowFrame(new Expression.Frame(true, start, end, null));
	}

	/**
	 * Together with all rows that are equal in order to the ones at the ends, which can
	 * only be the row itself or unbounded, as in Django.
	 * @throws InvalidDataAccessApiUsageException if an end is at a distance
	 */
	public static WindowFrame range(@Nullable Integer start, @Nullable Integer end) {
		if (start != null && start != 0 || end != null && end != 0) {
			throw new InvalidDataAccessApiUsageException(
					"A frame by values can only end at the row itself or be unbounded: count in rows instead");
		}
		return new WindowFrame(new Expression.Frame(false, start, end, null));
	}

	/** Without some of the rows that are equal in order to the row itself. */
	public WindowFrame excluding(Exclusion exclusion) {
		return new WindowFrame(
				new Expression.Frame(this.frame.rows(), this.frame.start(), this.frame.end(), exclusion));
	}

	Expression.Frame frame() {
		return this.frame;
	}

	/** Rows of a frame that do not count. */
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
