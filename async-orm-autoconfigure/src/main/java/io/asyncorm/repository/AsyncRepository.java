package io.asyncorm.repository;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Update;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * The way to the objects of a model: the query set of all of them, and what Django's
 * manager can do besides. To be extended by an interface for each model, which may
 * declare methods of its own:
 * <ul>
 * <li>by parameter names, as Django's keyword arguments:
 * {@code CompletableFuture<Optional<Book>> afirst(String title__icontains)}. The method
 * is called {@code alist}, {@code afirst}, {@code alast}, {@code alatest} and
 * {@code aearliest} (by the model's {@link io.asyncorm.model.Model#getLatestBy()
 * getLatestBy}), {@code aget}, {@code ainBulk}, {@code acount}, {@code aexists},
 * {@code acontains} (whose first parameter is the object), {@code aiterator},
 * {@code adelete}, {@code acreate}, {@code aupdate} (see {@link NewValue}),
 * {@code agetOrCreate} or {@code aupdateOrCreate} (see {@link Defaults});</li>
 * <li>by its own name:
 * {@code CompletableFuture<List<Book>> alistByAuthorNameOrderByTitle(String name)}, where
 * {@code alatestByAuthorNameOrderByPublished} says by what the latest is;</li>
 * <li>by SQL, see {@link Query};</li>
 * <li>by a body, as a default method.</li>
 * </ul>
 * A null argument asks for null where the parameter is {@code @Nullable}, and is refused
 * otherwise. Implementations are immutable and safe for use by several threads.
 *
 * @param <M> the model
 * @param <K> the type of its key
 * @since 0.1.0
 */
public interface AsyncRepository<M, K> extends Repository<M, K>, QuerySet<M> {

	/** All objects: the query set that every other one begins with. */
	QuerySet<M> afilter();

	/** The twin of {@link #filter(Q)}; lazy too. */
	default QuerySet<M> afilter(Q<? super M> condition) {
		return filter(condition);
	}

	/** The twin of {@link #filter(String, Object)}; lazy too. */
	default QuerySet<M> afilter(String lookup, @Nullable Object value) {
		return filter(lookup, value);
	}

	/** The twin of {@link #filter(Kw)}; lazy too. */
	default QuerySet<M> afilter(Kw lookups) {
		return filter(lookups);
	}

	/**
	 * The object of a key; fails with {@link io.asyncorm.query.DoesNotExistException} if
	 * there is none.
	 */
	CompletableFuture<M> aget(K key);

	/**
	 * The object that a reference leads to, wherever the reference came from; fails with
	 * {@link io.asyncorm.query.DoesNotExistException} if it is gone.
	 */
	CompletableFuture<M> aget(Ref<M> reference);

	/**
	 * The only object that a condition holds for; fails with
	 * {@link io.asyncorm.query.DoesNotExistException} if there is none and with
	 * {@link io.asyncorm.query.MultipleObjectsReturnedException} if there are several.
	 */
	default CompletableFuture<M> aget(Q<? super M> condition) {
		return filter(condition).aget();
	}

	/**
	 * The only object that these lookups match; fails as {@link #aget(Q)} does.
	 */
	default CompletableFuture<M> aget(Kw lookups) {
		return filter(lookups).aget();
	}

	/**
	 * Inserts an object as it is, and gives what is stored; the argument stays as it was.
	 * A key that the database makes is left to it where the object has none.
	 */
	CompletableFuture<M> acreate(M object);

	/**
	 * Inserts an object of these values, and of the model's defaults where none is given.
	 */
	CompletableFuture<M> acreate(Kw values);

	/**
	 * Writes all of an object: updates its row, and inserts it where there is none. Gives
	 * what is stored; the argument stays as it was.
	 */
	CompletableFuture<M> asave(M object);

	/**
	 * Writes these changes of an object only, expressions among them, and gives what is
	 * stored. Fails with {@link io.asyncorm.query.NotUpdatedException} if its row is
	 * gone.
	 */
	CompletableFuture<M> asave(M object, Update<M> changes);

	/** A copy of an object with other values, in memory. */
	M with(M object, Update<M> changes);

}
