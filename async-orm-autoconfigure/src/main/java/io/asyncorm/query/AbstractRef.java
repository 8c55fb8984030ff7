package io.asyncorm.query;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Base class of references to related objects: they are equal by model and key.
 *
 * @since 0.1.0
 */
public abstract sealed class AbstractRef<T> implements Ref<T> permits DetachedRef, LoadedRef {

	/** Whether the key is known; an object that was not saved yet has none. */
	public abstract boolean hasKey();

	/** The object; null if it is not in memory, or there is none. */
	public abstract @Nullable T target();

	@Override
	public final boolean equals(Object other) {
		return this == other || other instanceof AbstractRef<?> that && hasKey() && that.hasKey()
				&& model().equals(that.model()) && key().equals(that.key());
	}

	@Override
	public final int hashCode() {
		return hasKey() ? Objects.hash(model(), key()) : System.identityHashCode(this);
	}

	@Override
	public final String toString() {
		return model().getSimpleName() + "(" + (hasKey() ? key() : "unsaved") + ")";
	}

}
