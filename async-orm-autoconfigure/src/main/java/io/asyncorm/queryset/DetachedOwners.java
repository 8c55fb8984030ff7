package io.asyncorm.queryset;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.Relation;
import io.asyncorm.model.RelationFactory;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Creates the relations of objects that were not read from the database, such as those
 * that were made by hand or out of JSON, so that they can be queried and changed.
 *
 * @param querySets what they are queried by
 */
record DetachedOwners(QuerySets querySets) {

	Relation<?> related(Object owner, ModelRelation relation) {
		ModelMetadata<?> model = relation.source();
		if (!model.type().isInstance(owner)) {
			throw new InvalidDataAccessApiUsageException("'" + relation + "' is a relation of '" + model.name()
					+ "' objects, not of values of type '" + owner.getClass().getTypeName() + "'");
		}
		ModelField field = RelationQueries.ownerField(relation);
		Object key = ElementRelations.key(owner, field);
		if (key == null) {
			throw new InvalidDataAccessApiUsageException(relation.forward() ? noReference(owner, relation)
					: "This '" + model.name() + "' has no key yet, so that nothing can be related to it by '" + relation
							+ "': save it first, and use what acreate() or asave() returned");
		}
		RelationFactory relations = new QuerySetRelations(() -> this.querySets);
		return switch (relation.kind()) {
			case FOREIGN_KEY, ONE_TO_ONE -> relations.unloadedRef(relation, key);
			case REVERSE_ONE_TO_ONE -> relations.unloadedOne(relation, key);
			case REVERSE_FOREIGN_KEY, MANY_TO_MANY -> relations.unloadedMany(relation, key);
		};
	}

	private static String noReference(Object owner, ModelRelation relation) {
		Object reference = ElementRelations.get(owner, relation);
		return (reference == null) ? "'" + relation + "' of this object is null: it refers to nothing" : "'" + relation
				+ "' of this object leads to a '" + relation.target().name() + "' that has no key yet: save that first";
	}

}
