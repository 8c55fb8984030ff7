package io.asyncorm.model;

/**
 * What every relation of a loaded object has in common, whether it leads to one object or
 * to many.
 *
 * @param <T> the model that it leads to
 * @since 0.1.0
 */
public interface Relation<T> {

	/**
	 * Whether the related objects are in memory, so that they can be read without a
	 * query.
	 */
	boolean isLoaded();

}
