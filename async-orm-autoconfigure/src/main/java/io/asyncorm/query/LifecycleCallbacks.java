package io.asyncorm.query;

/**
 * What is called before and after objects of a model are written one by one; a bean, of
 * which there may be any number for a model, called in their {@code @Order}:
 *
 * <pre class="code">
 * &#64;Component
 * class BookIndexing implements LifecycleCallbacks&lt;Book&gt; {
 *
 * 	&#64;Override
 * 	public Book beforeCreate(Book book) {
 * 		return new Book(book.id(), book.title().strip(), book.pages(), book.author());
 * 	}
 *
 * 	&#64;Override
 * 	public void afterCreateCommit(Book book) {
 * 		this.index.add(book);
 * 	}
 *
 * }
 * </pre>
 *
 * They are synchronous code on one thread, in the transaction of the write, which
 * a-methods that they call join: what one of them throws rolls all of it back. Only those
 * "after commit" run outside, on a thread of their own, soon after the transaction has
 * been committed; what they throw is logged.
 * <p>
 * As with Django's signals, what writes rows without objects skips them: {@code aupdate},
 * {@code adelete} of query sets, and cascades; so do {@code abulkCreate},
 * {@code abulkUpdate}, and SQL. Of a new object with values that only the database knows,
 * such as those of expressions, there is none yet that {@code beforeCreate} could be
 * given.
 *
 * @param <M> the model; of a supertype of models, all of them
 * @since 0.1.0
 */
public interface LifecycleCallbacks<M> {

	/**
	 * Before an object is inserted by {@code acreate}, {@code asave},
	 * {@code agetOrCreate} or {@code aupdateOrCreate}.
	 * @return the object to insert: the same or a changed one
	 */
	default M beforeCreate(M object) {
		return object;
	}

	/** After an object was inserted. */
	default void afterCreate(M stored) {
	}

	/** After the insert of an object was committed. */
	default void afterCreateCommit(M stored) {
	}

	/**
	 * Before an object that has a key is saved by {@code asave}, or one that is there by
	 * {@code aupdateOrCreate}.
	 * @return the object to save: the same or a changed one. Where only some fields are
	 * saved, changes of others are ignored.
	 */
	default M beforeSave(M object) {
		return object;
	}

	/** After the row of an object was updated. */
	default void afterSave(M stored) {
	}

	/** After the update of an object's row was committed. */
	default void afterSaveCommit(M stored) {
	}

	/** Before an object is deleted by {@code adelete(object)}. */
	default void beforeDelete(M object) {
	}

	/** After an object was deleted. */
	default void afterDelete(M object) {
	}

	/** After the deletion of an object was committed. */
	default void afterDeleteCommit(M object) {
	}

}
