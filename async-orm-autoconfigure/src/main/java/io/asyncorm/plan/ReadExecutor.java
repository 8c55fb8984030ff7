package io.asyncorm.plan;

import org.jspecify.annotations.Nullable;

/**
 * Runs further reads within an operation, on its connection and in its transaction. Used
 * by the operation's thread, while the operation runs.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReadExecutor {

	/** Runs a read; what goes wrong with it is thrown. */
	<E extends @Nullable Object, R> R execute(Operation.Read<E, R> read);

}
