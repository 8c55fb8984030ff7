package io.asyncorm.query;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.Relation;
import io.asyncorm.model.RelationType;

/**
 * The objects at the many side of a relation: a query set of them. Equal to another by
 * owner and relation, never by content. Immutable.
 *
 * @param <T> the model that it leads to
 * @since 0.1.0
 */
@RelationType({ ModelRelation.Kind.REVERSE_FOREIGN_KEY, ModelRelation.Kind.MANY_TO_MANY })
public interface Many<T> extends QuerySet<T>, Relation<T> {

	/**
	 * What was read along.
	 * @throws RelationNotLoadedException if it was not
	 */
	List<T> list();

	/** The objects as they are in the database now, whatever was read along. */
	@Override
	QuerySet<T> all();

	/** Reads the objects; from memory if they are there. */
	@Override
	CompletableFuture<List<T>> alist();

	/** The number of objects; from memory if they are there. */
	@Override
	CompletableFuture<Long> acount();

	/** Whether there is an object; from memory if they are there. */
	@Override
	CompletableFuture<Boolean> aexists();

}
