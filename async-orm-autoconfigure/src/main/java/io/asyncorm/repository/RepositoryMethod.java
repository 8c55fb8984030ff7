package io.asyncorm.repository;

import org.jspecify.annotations.Nullable;

/**
 * What a method of a repository became: everything that is known of it before it is
 * called, so that a call has only its arguments to add. Implementations are immutable.
 */
sealed interface RepositoryMethod permits DefaultMethod, DelegatedMethod, QueryMethod, WriteMethod, SqlMethod {

	/**
	 * @param proxy the repository that was called
	 * @param arguments the arguments; none of them is kept
	 */
	@Nullable Object invoke(Object proxy, @Nullable Object[] arguments) throws Throwable;

}
