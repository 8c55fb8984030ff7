package io.asyncorm.query;

import java.util.Objects;

import io.asyncorm.model.Model;
import io.asyncorm.model.ModelKeys;
import org.jspecify.annotations.Nullable;

/**
 * What a related object is known by: its model and key, or the object itself while it has
 * no key. Its relations are not looked at unless it is compared and has none, as they may
 * lead back.
 *
 * @param model the class of the object
 * @param key its key; null if it has none
 * @param object the object, if it has no key; null otherwise
 */
record ObjectIdentity(Class<?> model, @Nullable Object key, @Nullable Object object) {

	static ObjectIdentity of(Object object) {
		Class<?> model = object.getClass();
		Object key = model.isAnnotationPresent(Model.class) ? ModelKeys.keyOf(object) : null;
		return new ObjectIdentity(model, key, (key == null) ? object : null);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ObjectIdentity that && this.model == that.model && Objects.equals(this.key, that.key)
				&& Objects.equals(this.object, that.object);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.model, this.key);
	}

	@Override
	public String toString() {
		return this.model.getSimpleName() + "(" + ((this.key != null) ? this.key : "unsaved") + ")";
	}

}
