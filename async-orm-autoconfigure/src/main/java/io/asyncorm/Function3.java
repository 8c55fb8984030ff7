package io.asyncorm;

import org.jspecify.annotations.Nullable;

/**
 * Makes one value of three, such as what {@code gather} waited for.
 *
 * @param <A> the type of the first value
 * @param <B> the type of the second value
 * @param <C> the type of the third value
 * @param <R> the type of the result
 * @since 0.1.0
 */
@FunctionalInterface
public interface Function3<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, R extends @Nullable Object> {

	R apply(A first, B second, C third);

}
