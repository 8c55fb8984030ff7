package io.asyncorm.query;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.Relation;
import io.asyncorm.model.RelationType;

/**
 * The far side of a one-to-one: whether there is an object is not known until it is read.
 * Equal to another by owner and relation. Immutable.
 *
 * @param <T> the model that it leads to
 * @since 0.1.0
 */
@RelationType(ModelRelation.Kind.REVERSE_ONE_TO_ONE)
public interface One<T> extends Relation<T> {

	/**
	 * The object, if there is one.
	 * @throws RelationNotLoadedException if it was not read along
	 */
	Optional<T> get();

	/** Reads the object; from memory if it is there. */
	CompletableFuture<Optional<T>> aget();

}
