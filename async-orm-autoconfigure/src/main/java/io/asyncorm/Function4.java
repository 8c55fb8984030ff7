package io.asyncorm;

import org.jspecify.annotations.Nullable;

/**
 * Makes one value of four, such as what {@code gather} waited for.
 *
 * @param <A> the type of the first value
 * @param <B> the type of the second value
 * @param <C> the type of the third value
 * @param <D> the type of the fourth value
 * @param <R> the type of the result
 * @since 0.1.0
 */
@FunctionalInterface
public interface Function4<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object, R extends @Nullable Object> {

	R apply(A first, B second, C third, D fourth);

}
