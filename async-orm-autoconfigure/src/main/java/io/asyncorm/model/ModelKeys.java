package io.asyncorm.model;

import org.jspecify.annotations.Nullable;

/**
 * Reads the key of an object by its class alone, for places that know no registry.
 *
 * @since 0.1.0
 */
public final class ModelKeys {

	private ModelKeys() {
	}

	/**
	 * The key of a model's object; null if it was not saved yet.
	 * @throws FieldException if its class is no model, or has no key
	 */
	public static @Nullable Object keyOf(Object object) {
		throw new FieldException("no model: " + object.getClass());
	}

}
