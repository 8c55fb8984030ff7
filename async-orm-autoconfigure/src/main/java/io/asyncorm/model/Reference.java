package io.asyncorm.model;

import org.jspecify.annotations.Nullable;

/**
 * Refers to one object of another model, as the property of a foreign key does. A port,
 * so that the key of an object can be read that is a foreign key itself.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public interface Reference {

	/**
	 * The value of a field of the object that it refers to, which a foreign key to that
	 * field holds; null if the object was not saved yet.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if neither that
	 * value nor the object is known
	 */
	@Nullable Object valueOf(ModelField field);

}
