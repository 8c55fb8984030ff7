package io.asyncorm.query;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.Relation;
import io.asyncorm.model.RelationType;
import org.springframework.util.Assert;

/**
 * The reverse side of a one-to-one relation, such as the profile of an author. Whether
 * there is an object is not known until it is loaded. Equal to another by owner and
 * relation; what {@link #of} made has no owner, and is equal by its object's key.
 * Immutable.
 *
 * @param <T> the model that it leads to
 * @since 0.1.0
 */
@RelationType(ModelRelation.Kind.REVERSE_ONE_TO_ONE)
public interface One<T> extends Relation<T> {

	/**
	 * The related object of an object that is made by hand, as in tests. Writing its
	 * owner does not write it.
	 */
	static <T> One<T> of(T object) {
		Assert.notNull(object, "'object' must not be null");
		return new DetachedOne<>(object);
	}

	/** The lack of a related object, for an object that is made by hand. */
	static <T> One<T> none() {
		return new DetachedOne<>(null);
	}

	/**
	 * The object, if there is one.
	 * @throws RelationNotLoadedException if it is not loaded
	 */
	Optional<T> get();

	/** Loads the object, unless it is loaded already. */
	CompletableFuture<Optional<T>> aget();

}
