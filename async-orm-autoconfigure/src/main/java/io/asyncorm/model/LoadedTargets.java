package io.asyncorm.model;

import org.jspecify.annotations.Nullable;

/**
 * Foreign keys to objects that are in memory already, which rows that are read may have:
 * of a prefetch, to those whose related objects it reads.
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
	 * Finds the foreign key to one of the objects, which may be that of several rows;
	 * null if it leads to none of them.
	 * @param relation the relation of the foreign key
	 * @param key what the foreign key holds
	 */
	@Nullable Relation<?> find(ModelRelation relation, Object key);

}
