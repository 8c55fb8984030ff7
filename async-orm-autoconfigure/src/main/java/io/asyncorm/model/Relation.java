package io.asyncorm.model;

/**
 * A relation of a loaded object, to one other object ({@code Ref}, {@code One}) or to
 * many ({@code Many}).
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
