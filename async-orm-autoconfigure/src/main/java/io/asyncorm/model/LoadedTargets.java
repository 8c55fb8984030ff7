package io.asyncorm.model;

import org.jspecify.annotations.Nullable;

/**
 * Objects that are in memory already, and that foreign keys of the rows that are read may
 * lead to: of a prefetch, those whose related objects it reads.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LoadedTargets {

	/** No objects: foreign keys lead to what is not loaded. */
	LoadedTargets NONE = (relation, key) -> null;

	/**
	 * Finds the object that a foreign key leads to; null if it is none of these.
	 * @param relation the relation of the foreign key
	 * @param key what the foreign key holds
	 */
	@Nullable Object find(ModelRelation relation, Object key);

}
