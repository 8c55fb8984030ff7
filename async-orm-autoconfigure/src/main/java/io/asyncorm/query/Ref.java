package io.asyncorm.query;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.ModelKeys;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.Relation;
import io.asyncorm.model.RelationType;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * A foreign key: the key of an object of another model, and the object itself if it is
 * loaded:
 *
 * <pre class="code">
 * Book book = await(books.acreate(new Book(null, "Emma", Ref.to(author))));
 * Object key = book.author().key();
 * Author loaded = await(book.author().aget());
 * Author eager = await(books.selectRelated("author").filter("id", 1).aget()).author().get();
 * </pre>
 *
 * Where the foreign key names another unique field of its target (its {@code toField}),
 * the key is the value of that. Equal to another by model and key. Immutable.
 *
 * @param <T> the model that it leads to
 * @since 0.1.0
 */
@RelationType({ ModelRelation.Kind.FOREIGN_KEY, ModelRelation.Kind.ONE_TO_ONE })
public interface Ref<T> extends Relation<T> {

	/**
	 * A reference to an object. An object that was not saved yet has no key, and is
	 * refused when the reference is written.
	 */
	static <T> Ref<T> to(T object) {
		Assert.notNull(object, "'object' must not be null");
		return new DetachedRef<>(modelOf(object), ModelKeys.KEY, null, object);
	}

	/**
	 * A reference by key alone, which may be of any type that is converted to that of the
	 * model's key without loss: {@code Ref.of(Author.class, 1)} is the same as with
	 * {@code 1L}.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if it can be no
	 * key of the model
	 */
	static <T> Ref<T> of(Class<T> model, Object key) {
		Assert.notNull(model, "'model' must not be null");
		Assert.notNull(key, "'key' must not be null");
		return new DetachedRef<>(model, ModelKeys.KEY, key, null);
	}

	/**
	 * A reference by another unique field than the key, for foreign keys that refer to
	 * it: {@code Ref.of(Book.class, "isbn", "978-0141439587")}.
	 * @param field the name of the field
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if the model has
	 * no such field, or it cannot have the value
	 */
	static <T> Ref<T> of(Class<T> model, String field, Object value) {
		Assert.notNull(model, "'model' must not be null");
		Assert.notNull(field, "'field' must not be null");
		Assert.notNull(value, "'value' must not be null");
		return new DetachedRef<>(model, field, value, null);
	}

	@SuppressWarnings("unchecked") // an object's class is that of its own type
	private static <T> Class<T> modelOf(T object) {
		return (Class<T>) object.getClass();
	}

	/** The model that it leads to. */
	Class<T> model();

	/**
	 * The key: that of the object, or the value of the field that the foreign key names.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if it leads to
	 * an object that has none yet
	 */
	Object key();

	/**
	 * The key as the type that the model declares for it:
	 * {@code Long id = book.author().key(Long.class)}.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if it has none,
	 * or the model's keys are of another type
	 */
	default <K> K key(Class<K> type) {
		Assert.notNull(type, "'type' must not be null");
		Object key = key();
		if (!type.isInstance(key)) {
			throw new InvalidDataAccessApiUsageException("The keys of '" + model().getSimpleName() + "' are of type '"
					+ key.getClass().getTypeName() + "': ask for that instead of '" + type.getTypeName() + "'");
		}
		return type.cast(key);
	}

	/**
	 * The object, which must be loaded, by {@code selectRelated()} or
	 * {@code prefetchRelated()}.
	 * @throws RelationNotLoadedException if it is not
	 */
	T get();

	/** Loads the object, unless it is loaded already. */
	CompletableFuture<T> aget();

}
