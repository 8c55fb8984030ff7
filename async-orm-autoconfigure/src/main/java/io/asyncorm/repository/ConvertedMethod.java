package io.asyncorm.repository;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A method whose result is returned in another form.
 *
 * @param method gives a future
 * @param conversion makes the result of what that completes with
 */
record ConvertedMethod(RepositoryMethod method,
		Function<@Nullable Object, @Nullable Object> conversion) implements RepositoryMethod {

	@Override
	public Object invoke(Object proxy, @Nullable Object[] arguments) throws Throwable {
		CompletableFuture<?> future = (CompletableFuture<?>) Objects
			.requireNonNull(this.method.invoke(proxy, arguments));
		return future.thenApply(this.conversion);
	}

}
