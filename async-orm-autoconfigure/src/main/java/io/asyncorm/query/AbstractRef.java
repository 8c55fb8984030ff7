package io.asyncorm.query;

import java.util.Objects;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelKeys;
import io.asyncorm.model.Reference;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Base class of references to related objects: they are equal by model and key.
 *
 * @since 0.1.0
 */
public abstract sealed class AbstractRef<T> implements Ref<T>, Reference permits DetachedRef, LoadedRef {

	/**
	 * A reference that a foreign key may hold, to the object of a key.
	 * @param target the field that the foreign key refers to
	 */
	public static Ref<?> to(ModelField target, Object key) {
		return new DetachedRef<>(target.model().type(), keyName(target), key, null);
	}

	/** The name of the field whose value is the key: {@code pk} for the primary key. */
	public abstract String keyName();

	static String keyName(ModelField field) {
		return field.isKey() ? ModelKeys.KEY : field.name();
	}

	/** Whether the key is known; an object that was not saved yet has none. */
	public abstract boolean hasKey();

	/** The object; null if it is not in memory, or there is none. */
	public abstract @Nullable T target();

	@Override
	public final @Nullable Object valueOf(ModelField field) {
		if (keyName().equals(keyName(field))) {
			return hasKey() ? key() : null;
		}
		T target = target();
		if (target == null) {
			throw new InvalidDataAccessApiUsageException("The reference " + this + " holds "
					+ (keyName().equals(ModelKeys.KEY) ? "the key" : "'" + keyName() + "'") + " of a '"
					+ model().getSimpleName() + "', but '" + field.name() + "' is needed: refer to a loaded object,"
					+ " or by Ref.of(" + model().getSimpleName() + ".class, \"" + keyName(field) + "\", value)");
		}
		return field.valueIn(target);
	}

	@Override
	public final boolean equals(Object other) {
		return this == other || other instanceof AbstractRef<?> that && hasKey() && that.hasKey()
				&& model().equals(that.model()) && keyName().equals(that.keyName()) && key().equals(that.key());
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
