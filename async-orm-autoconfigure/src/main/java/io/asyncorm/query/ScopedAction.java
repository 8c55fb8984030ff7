package io.asyncorm.query;

import org.jspecify.annotations.Nullable;

/**
 * Code without a value that runs within a scope, such as a deadline or a tenant, and
 * throws what it throws anywhere.
 *
 * @param <X> what it may throw
 * @since 0.1.0
 */
@FunctionalInterface
public interface ScopedAction<X extends Exception> {

	void run() throws X;

	/** The same as code whose value is null. */
	default ScopedCode<@Nullable Void, X> asCode() {
		return () -> {
			run();
			return null;
		};
	}

}
