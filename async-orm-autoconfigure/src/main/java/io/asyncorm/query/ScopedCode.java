package io.asyncorm.query;

import org.jspecify.annotations.Nullable;

/**
 * Code with a value that runs within a scope, such as a deadline or a tenant, and throws
 * what it throws anywhere.
 *
 * @param <T> the value
 * @param <X> what it may throw
 * @since 0.1.0
 */
@FunctionalInterface
public interface ScopedCode<T extends @Nullable Object, X extends Exception> {

	T run() throws X;

}
