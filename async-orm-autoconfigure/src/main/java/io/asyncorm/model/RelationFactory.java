package io.asyncorm.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Creates the relation objects ({@code Ref}, {@code One}, {@code Many}) of an object that
 * was read from a row. A port, so that {@code mapping} does not depend on query sets.
 * Implementations are safe for use by several threads.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public interface RelationFactory {

	/** A foreign key whose target was not loaded. */
	Relation<?> unloadedRef(ModelRelation relation, Object key);

	/**
	 * A foreign key whose target was loaded by a join; a null target was filtered out.
	 */
	Relation<?> loadedRef(ModelRelation relation, Object key, @Nullable Object target);

	/** The reverse of a one-to-one, whose object was not loaded. */
	Relation<?> unloadedOne(ModelRelation relation, Object ownerKey);

	/** The reverse of a one-to-one, whose object was loaded; null if there is none. */
	Relation<?> loadedOne(ModelRelation relation, Object ownerKey, @Nullable Object target);

	/** A to-many relation whose objects were not loaded. */
	Relation<?> unloadedMany(ModelRelation relation, Object ownerKey);

	/** A to-many relation whose objects were loaded. */
	Relation<?> loadedMany(ModelRelation relation, Object ownerKey, List<?> targets);

}
