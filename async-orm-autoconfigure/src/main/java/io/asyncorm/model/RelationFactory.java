package io.asyncorm.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Makes the relation objects of a row that was read. A port, so that mapping needs to
 * know nothing of query sets.
 *
 * @since 0.1.0
 */
public interface RelationFactory {

	/** A foreign key whose target was not read. */
	Relation<?> unloadedRef(ModelRelation relation, Object key);

	/** A foreign key whose target was read; null means that it was filtered out. */
	Relation<?> loadedRef(ModelRelation relation, Object key, @Nullable Object target);

	/** The far side of a one-to-one that was not read. */
	Relation<?> unloadedOne(ModelRelation relation, Object ownerKey);

	/** The far side of a one-to-one that was read; null means that there is none. */
	Relation<?> loadedOne(ModelRelation relation, Object ownerKey, @Nullable Object target);

	/** A to-many side that was not read. */
	Relation<?> unloadedMany(ModelRelation relation, Object ownerKey);

	/** A to-many side that was read. */
	Relation<?> loadedMany(ModelRelation relation, Object ownerKey, List<?> targets);

}
