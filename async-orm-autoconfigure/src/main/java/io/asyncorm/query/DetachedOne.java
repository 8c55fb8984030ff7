package io.asyncorm.query;

import java.util.Objects;
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

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DetachedOne<?> that && Objects.equals(identity(), that.identity());
	}

	@Override
	public int hashCode() {
		return Objects.hashCode(identity());
	}

	@Override
	public String toString() {
		return (this.object != null) ? ObjectIdentity.of(this.object).toString() : "none";
	}

	private @Nullable ObjectIdentity identity() {
		return (this.object != null) ? ObjectIdentity.of(this.object) : null;
	}

}
