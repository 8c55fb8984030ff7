package io.asyncorm.query;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A reference that was made by {@link Ref#to} or {@link Ref#of}, and not read from the
 * database: it has a key or an object, and cannot load one.
 */
final class DetachedRef<T> extends AbstractRef<T> {

	private final Class<T> model;

	private final String keyName;

	private final @Nullable Object key;

	private final @Nullable T target;

	DetachedRef(Class<T> model, String keyName, @Nullable Object key, @Nullable T target) {
		this.model = model;
		ModelField field = ModelKeys.fieldOf(model, keyName);
		this.keyName = keyName(field);
		this.key = (target != null) ? field.valueIn(target) : (key != null) ? ModelKeys.toKey(field, key) : null;
		this.target = target;
	}

	@Override
	public Class<T> model() {
		return this.model;
	}

	@Override
	public Object key() {
		if (this.key == null) {
			throw new InvalidDataAccessApiUsageException("The reference leads to a '" + this.model.getSimpleName()
					+ "' that has no key yet: save it first, and refer to what acreate() or asave() returned");
		}
		return this.key;
	}

	@Override
	public String keyName() {
		return this.keyName;
	}

	@Override
	public boolean isLoaded() {
		return this.target != null;
	}

	@Override
	public T get() {
		if (this.target == null) {
			throw new RelationNotLoadedException("This reference to '" + this.model.getSimpleName()
					+ "' was made by hand and holds no object: read it with aget(ref) of its repository");
		}
		return this.target;
	}

	@Override
	public CompletableFuture<T> aget() {
		if (this.target != null) {
			return CompletableFuture.completedFuture(this.target);
		}
		return CompletableFuture.failedFuture(new RelationNotLoadedException("This reference to '"
				+ this.model.getSimpleName() + "' was made by hand and knows no database: read the object with"
				+ " aget(ref) of its repository"));
	}

	@Override
	public boolean hasKey() {
		return this.key != null;
	}

	@Override
	public @Nullable T target() {
		return this.target;
	}

}
