package io.asyncorm.repository;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Path;
import io.asyncorm.expression.Property;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Update;
import io.asyncorm.model.Relation;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.SaveOptions;
import org.jspecify.annotations.Nullable;

/**
 * A repository for the objects of a model, as Spring Data's repositories and Django's
 * managers: a query set of all objects that can also create and save them. Extend it by
 * an interface for each model, which is implemented at startup:
 *
 * <pre class="code">
 * public interface Books extends AsyncRepository&lt;Book, Long&gt; {
 *
 * 	CompletableFuture&lt;Optional&lt;Book&gt;&gt; afirst(String title__icontains);
 *
 * 	CompletableFuture&lt;List&lt;Book&gt;&gt; alistByAuthorNameOrderByTitle(String name);
 *
 * }
 *
 * Book book = await(books.aget(1L));
 * List&lt;Book&gt; novels = await(books.filter("pages__gte", 300).alist());
 * </pre>
 *
 * The interface may declare methods of its own:
 * <ul>
 * <li>by parameter names, as Django's keyword arguments:
 * {@code CompletableFuture<Optional<Book>> afirst(String title__icontains)}. The method
 * is called {@code alist}, {@code afirst}, {@code alast}, {@code alatest} and
 * {@code aearliest} (by the model's {@link io.asyncorm.model.Model#getLatestBy()
 * getLatestBy}), {@code aget}, {@code ainBulk}, {@code acount}, {@code aexists},
 * {@code acontains} (whose first parameter is the object), {@code aiterator},
 * {@code adelete}, {@code acreate}, {@code aupdate} (see {@link NewValue}), {@code apage}
 * and {@code apageAfter} (whose last two parameters say which page), {@code filter}
 * (which sends nothing), {@code agetOrCreate} or {@code aupdateOrCreate} (see
 * {@link Defaults});</li>
 * <li>by its own name:
 * {@code CompletableFuture<List<Book>> alistByAuthorNameOrderByTitle(String name)}, where
 * {@code alatestByAuthorNameOrderByPublished} says by what the latest is;</li>
 * <li>by what is read, which its return type says: objects, records of some of their
 * values ({@code CompletableFuture<List<Line>> alist()}), or the values of one property
 * ({@code CompletableFuture<List<String>> alistTitleByAuthorName(String name)});</li>
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

	/** All objects of the model. */
	QuerySet<M> afilter();

	/** Same as {@link #filter(Q)}; lazy too. */
	default QuerySet<M> afilter(Q<? super M> condition) {
		return filter(condition);
	}

	/** Same as {@link #filter(String, Object)}; lazy too. */
	default QuerySet<M> afilter(String lookup, @Nullable Object value) {
		return filter(lookup, value);
	}

	/** Same as {@link #filter(Kw)}; lazy too. */
	default QuerySet<M> afilter(Kw lookups) {
		return filter(lookups);
	}

	/**
	 * The object with this key; fails with
	 * {@link io.asyncorm.query.DoesNotExistException} if there is none.
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
	 * The object that follows another in the order of a field, and of the key where
	 * values are equal; Django's {@code get_next_by_FOO}.
	 */
	CompletableFuture<Optional<M>> anext(M object, String field);

	/** The object before another; otherwise as {@link #anext}. */
	CompletableFuture<Optional<M>> aprevious(M object, String field);

	/**
	 * A relation of an object, also of one that was made by hand, or came out of JSON: it
	 * reads and changes what is in the database, whatever the object holds:
	 * {@code authors.related(author, Author::books).acreate(kw("title", "Emma"))}.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if the object is
	 * not saved, or its foreign key is null
	 */
	<R extends Relation<?>> R related(M owner, Property<M, ? extends @Nullable R> relation);

	/**
	 * The reverse of a foreign key or many-to-many of another model, for which this one
	 * needs no component: {@code books.related(book, inverse(Review::book))}; otherwise
	 * as {@link #related(Object, Property)}.
	 */
	<T> Many<T> related(M owner, Path<M, T> relation);

	/**
	 * Inserts an object and returns it as it is stored; the argument is not changed. If
	 * it has no key, the database generates one, as it does a {@code @DatabaseDefault}
	 * that is null.
	 */
	CompletableFuture<M> acreate(M object);

	/**
	 * Inserts an object of these values, and of the model's defaults where none is given.
	 * They go through the model's constructor first: what it normalises is what is
	 * stored, and what it refuses is not sent, but fails with
	 * {@link io.asyncorm.model.RefusedObjectException}. For a value that is not known
	 * before, as that of an expression or of a {@code @DatabaseDefault}, the constructor
	 * is given null (or zero); if it fails then, the values are sent as they are, and it
	 * judges what comes back, before the commit: what it refuses then is undone.
	 */
	@Override
	CompletableFuture<M> acreate(Kw values);

	/**
	 * Inserts an object of these values, as {@link #acreate(Kw)} does, named by method
	 * references:
	 * {@code acreate(set(Book::title).to("Emma").and(set(Book::pages).to(474)))}.
	 */
	CompletableFuture<M> acreate(Update<M> values);

	/**
	 * This repository over another data source, by the name of its bean, with all that it
	 * inherits: {@code books.using("archive").asave(book)}.
	 */
	@Override
	AsyncRepository<M, K> using(String dataSource);

	/**
	 * Saves an object: updates its row, or inserts it if there is none. Returns the
	 * object as it is stored; the argument is not changed.
	 */
	CompletableFuture<M> asave(M object);

	/**
	 * Saves an object as the options say: {@code asave(book, updateFields("title"))}
	 * updates only these columns, {@code asave(book, forceInsert())} inserts and
	 * {@code asave(book, forceUpdate())} updates in any case. Fails with
	 * {@link io.asyncorm.query.NotUpdatedException} if there is no row to update.
	 */
	CompletableFuture<M> asave(M object, SaveOptions options);

	/**
	 * Updates only these fields of an object's row, by values or expressions, and returns
	 * the object as it is stored. Fails with
	 * {@link io.asyncorm.query.NotUpdatedException} if its row is gone. Without any
	 * change, as of an empty PATCH document, nothing is sent, as in Django's
	 * {@code save(update_fields=[])}: the object comes back as it was given, even if its
	 * row is gone, and neither its version nor its times of {@code @AutoNow} change.
	 */
	CompletableFuture<M> asave(M object, Update<M> changes);

	/**
	 * Deletes an object's row, and those that refer to it, as {@code onDelete} says. What
	 * is gone already counts as 0.
	 */
	CompletableFuture<Deleted> adelete(M object);

	/**
	 * Lookups and orders that clients may use, of which none is allowed yet.
	 */
	ClientLookups<M> clientLookups();

	/** A copy of an object with changed values, in memory. */
	M with(M object, Update<M> changes);

}
