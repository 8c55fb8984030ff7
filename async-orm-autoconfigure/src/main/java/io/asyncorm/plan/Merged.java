package io.asyncorm.plan;

import org.jspecify.annotations.Nullable;

/**
 * Several operations made one. If that fails, or does not tell the result of a part, the
 * parts are run by themselves.
 *
 * @param <T> what the statement gives
 * @param operation does what all of them want, or nothing if it fails
 * @param parts takes the result of each
 * @since 0.1.0
 */
public record Merged<T>(Operation<T> operation, Parts<T> parts) {

	/**
	 * Takes the result of a part out of that of all.
	 *
	 * @param <T> what the statement gives
	 */
	@FunctionalInterface
	public interface Parts<T> {

		/**
		 * The result of a part, or null if it is not known. What it throws, the part
		 * fails with.
		 * @param place which part, counted from 0
		 */
		@Nullable Object resultOf(T all, int place);

	}

}
