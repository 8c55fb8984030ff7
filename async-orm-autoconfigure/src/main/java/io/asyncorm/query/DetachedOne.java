package io.asyncorm.query;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The other side of a one-to-one that was made by {@link One#of} or {@link One#none}, and
 * not read from the database.
 *
 * @param object the object; null if there is none
 */
record DetachedOne<T>(@Nullable T object) implements One<T> {

	@Override
	public boolean isLoaded() {
		return true;
	}

	@Override
	public Optional<T> get() {
		return Optional.ofNullable(this.object);
	}

	@Override
	public CompletableFuture<Optional<T>> aget() {
		return CompletableFuture.completedFuture(get());
	}

}
