package io.asyncorm.repository;

import org.jspecify.annotations.Nullable;

/**
 * A resolved method of a repository: everything that can be resolved at startup, so that
 * a call adds only its arguments. Implementations are immutable.
 */
interface RepositoryMethod {

	/** Whether a call starts an operation, or prepares one, by itself. */
	default boolean startsOperation() {
		return true;
	}

	/**
	 * @param proxy the repository that was called
	 * @param arguments the arguments; none of them is kept
	 */
	@Nullable Object invoke(Object proxy, @Nullable Object[] arguments) throws Throwable;

}
