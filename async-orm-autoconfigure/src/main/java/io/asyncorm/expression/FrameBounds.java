package io.asyncorm.expression;

import org.jspecify.annotations.Nullable;

/**
 * The bounds of a window frame, in rows or in values around a row; an end of null is
 * unbounded, a negative one precedes.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public record FrameBounds(boolean rows, @Nullable Integer start, @Nullable Integer end,
		WindowFrame.@Nullable Exclusion exclusion) {
}
