package io.asyncorm.query;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.Relation;
import io.asyncorm.model.RelationType;
import org.springframework.util.Assert;

/**
 * A to-many relation: the reverse of a foreign key, or a many-to-many. It is a query set
 * of the related objects that can also change which these are, as Django's related
 * manager:
 *
 * <pre class="code">
 * List&lt;Review&gt; best = await(book.reviews().filter("stars", 5).alist());
 * Book prefetched = await(books.prefetchRelated("tags").filter("id", 1).aget());
 * List&lt;Tag&gt; tags = prefetched.tags().list();
 *
 * Review review = await(book.reviews().acreate(kw("stars", 5)));
 * await(book.tags().aadd(classic, 24));
 * await(book.tags().aset(List.of(classic)));
 * </pre>
 *
 * Nothing that is in memory is changed by that: a relation that was prefetched has the
 * objects that were read. Each call is one transaction, or joins the caller's, and none
 * of them races with others. Where a foreign key cannot be null, what it refers to can
 * change, but not become nothing: {@code aremove} and {@code aclear} are refused there.
 * <p>
 * Objects that count as deleted ({@code @SoftDelete}) are related and removed if they are
 * given, but not seen, so that {@code aclear} and {@code aset} leave them related.
 * <p>
 * Equal to another by owner and relation, never by content; what {@link #of} made has no
 * owner, and is equal by the keys of its objects. Immutable.
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

	/** The lack of related objects, for an object that is made by hand. */
	static <T> Many<T> of() {
		return of(List.of());
	}

	/**
	 * The prefetched objects.
	 * @throws RelationNotLoadedException if they were not prefetched
	 */
	List<T> list();

	/** The objects as they are in the database now, even if they were prefetched. */
	@Override
	QuerySet<T> all();

	@Override
	Many<T> timeout(Duration timeout);

	/** Loads the objects, unless they were prefetched. */
	@Override
	CompletableFuture<List<T>> alist();

	/** The number of objects; of the prefetched ones without a query. */
	@Override
	CompletableFuture<Long> acount();

	/** Whether there is an object; without a query if they were prefetched. */
	@Override
	CompletableFuture<Boolean> aexists();

	/**
	 * Relates objects, all by one statement: links them over the join table, or sets
	 * their foreign keys. What is related already is left as it is, and does not count.
	 * @param objects objects that are saved or references to such; of a many-to-many
	 * relation also their keys
	 * @return the number of rows that were written; of a symmetrical relation a link has
	 * two
	 */
	CompletableFuture<Long> aadd(Object... objects);

	/** Relates objects, as {@link #aadd(Object...)} does. */
	CompletableFuture<Long> aadd(Collection<?> objects);

	/** Links an object, with these values in the row of the join table. */
	default CompletableFuture<Long> aadd(Object object, ThroughDefaults defaults) {
		return aadd(List.of(object), defaults);
	}

	/** Links objects, with these values in the rows of the join table. */
	CompletableFuture<Long> aadd(Collection<?> objects, ThroughDefaults defaults);

	/**
	 * Saves objects with their foreign key set to the owner, new ones too, and returns
	 * them as they are stored.
	 */
	CompletableFuture<List<T>> aadd(Collection<? extends T> objects, OneByOne how);

	/**
	 * Removes objects from the relation, all by one statement: deletes their links, or
	 * sets their foreign keys to null. The objects themselves stay. Of a many-to-many
	 * relation, what is not linked is left as it is.
	 * @param objects as for {@link #aadd(Object...)}
	 * @return the number of rows that were written or deleted
	 * @throws DoesNotExistException if the foreign key of an object does not refer to the
	 * owner
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if the foreign
	 * key cannot be null
	 */
	CompletableFuture<Long> aremove(Object... objects);

	/** Removes objects, as {@link #aremove(Object...)} does. */
	CompletableFuture<Long> aremove(Collection<?> objects);

	/**
	 * Removes all objects from the relation. The objects themselves stay.
	 * @return the number of rows that were written or deleted
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if the foreign
	 * key cannot be null
	 */
	CompletableFuture<Long> aclear();

	/**
	 * Relates exactly these objects: adds those that are not related, and removes others.
	 * As in Django, none are removed where the foreign key cannot be null.
	 * @param objects as for {@link #aadd(Object...)}
	 */
	CompletableFuture<Replaced> aset(Collection<?> objects, SetOption... options);

	/** Relates exactly the objects of a query set, which is read in the transaction. */
	CompletableFuture<Replaced> aset(QuerySet<? extends T> objects, SetOption... options);

	/**
	 * Relates exactly these objects; saves those that are added, new ones too, and
	 * returns them as they are stored.
	 */
	CompletableFuture<List<T>> aset(Collection<? extends T> objects, OneByOne how, SetOption... options);

	/**
	 * Inserts an object, related to the owner, and returns it as it is stored. Its
	 * foreign key is set to the owner, whatever it was.
	 */
	CompletableFuture<T> acreate(T object);

	/** Inserts an object of these values, related to the owner. */
	@Override
	CompletableFuture<T> acreate(Kw values);

	/** Inserts an object of these values, related to the owner. */
	CompletableFuture<T> acreate(Update<T> values);

	/** Inserts an object, and links it with these values in the row of the join table. */
	CompletableFuture<T> acreate(T object, ThroughDefaults defaults);

	/** Inserts an object, and links it with these values in the row of the join table. */
	CompletableFuture<T> acreate(Kw values, ThroughDefaults defaults);

	/** Inserts an object, and links it with these values in the row of the join table. */
	CompletableFuture<T> acreate(Update<T> values, ThroughDefaults defaults);

	/**
	 * Gets the related object that the lookup matches, or creates and relates it.
	 * Concurrent calls create it only once.
	 */
	@Override
	CompletableFuture<GetOrCreate<T>> agetOrCreate(Kw lookup, UpsertDefaults defaults);

	/**
	 * As {@link #agetOrCreate(Kw, UpsertDefaults)}, with these values in the row of the
	 * join table.
	 */
	CompletableFuture<GetOrCreate<T>> agetOrCreate(Kw lookup, UpsertDefaults defaults, ThroughDefaults through);

	/**
	 * Updates the related object that the lookup matches, or creates and relates it.
	 * Concurrent calls create it only once.
	 */
	@Override
	CompletableFuture<UpdateOrCreate<T>> aupdateOrCreate(Kw lookup, UpsertDefaults defaults);

	/**
	 * As {@link #aupdateOrCreate(Kw, UpsertDefaults)}, with these values in the row of
	 * the join table.
	 */
	CompletableFuture<UpdateOrCreate<T>> aupdateOrCreate(Kw lookup, UpsertDefaults defaults, ThroughDefaults through);

	/**
	 * Inserts many objects, related to the owner, and returns them as they are stored.
	 * Over a join table, no conflicts can be ignored: what is there is linked by
	 * {@link #aadd}.
	 */
	@Override
	CompletableFuture<List<T>> abulkCreate(List<T> objects, ConflictOptions options);

	/**
	 * Inserts many objects, and links them with these values in the rows of the join
	 * table.
	 */
	CompletableFuture<List<T>> abulkCreate(List<T> objects, ThroughDefaults defaults);

}
