package io.asyncorm.plan;

import org.jspecify.annotations.Nullable;

/**
 * Runs the reads of a prefetch within an operation, on its connection and in its
 * transaction. Not thread-safe: used by the operation's thread, while the operation runs.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReadExecutor {

	/** Runs a read, and throws what it fails with. */
	<E extends @Nullable Object, R> R execute(Operation.Read<E, R> read);

}
