package io.asyncorm.query;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.Relation;
import io.asyncorm.model.RelationType;
import org.springframework.util.Assert;

/**
 * A to-many relation: the reverse of a foreign key, or a many-to-many. It is a query set
 * of the related objects, as Django's related manager:
 *
 * <pre class="code">
 * List&lt;Review&gt; best = await(book.reviews().filter("stars", 5).alist());
 * Book prefetched = await(books.prefetchRelated("tags").filter("id", 1).aget());
 * List&lt;Tag&gt; tags = prefetched.tags().list();
 * </pre>
 *
 * Equal to another by owner and relation, never by content; what {@link #of} made has no
 * owner, and is equal by its objects. Immutable.
 *
 * @param <T> the model that it leads to
 * @since 0.1.0
 */
@RelationType({ ModelRelation.Kind.REVERSE_FOREIGN_KEY, ModelRelation.Kind.MANY_TO_MANY })
public interface Many<T> extends QuerySet<T>, Relation<T> {

	/**
	 * The related objects of an object that is made by hand, as in tests. They can be
	 * read, but not queried, and writing their owner does not write or link them.
	 */
	static <T> Many<T> of(List<? extends T> objects) {
		Assert.notNull(objects, "'objects' must not be null");
		return DetachedMany.of(objects);
	}

	/**
	 * The prefetched objects.
	 * @throws RelationNotLoadedException if they were not prefetched
	 */
	List<T> list();

	/** The objects as they are in the database now, even if they were prefetched. */
	@Override
	QuerySet<T> all();

	/** Loads the objects, unless they were prefetched. */
	@Override
	CompletableFuture<List<T>> alist();

	/** The number of objects; of the prefetched ones without a query. */
	@Override
	CompletableFuture<Long> acount();

	/** Whether there is an object; without a query if they were prefetched. */
	@Override
	CompletableFuture<Boolean> aexists();

}
