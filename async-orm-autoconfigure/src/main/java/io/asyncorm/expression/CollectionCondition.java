package io.asyncorm.expression;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Builds a condition on a list or set, by its lookups: it is an array in the database, or
 * with {@code @Json} a document, which has {@code contains} and {@code containedBy}, too.
 * Immutable.
 *
 * @param <M> the model
 * @param <E> the type of the elements
 * @since 0.1.0
 */
public final class CollectionCondition<M, E extends @Nullable Object>
		extends Condition<M, @Nullable Collection<? extends E>> {

	CollectionCondition(List<Step> path) {
		super(path);
	}

	/** Contains all of these elements. */
	public Q<M> contains(Collection<? extends E> elements) {
		return lookup("contains", elements);
	}

	/** Contains the elements that another array has. */
	public Q<M> contains(Expr<? super M> elements) {
		return lookup("contains", elements);
	}

	/** Has no elements but these. */
	public Q<M> containedBy(Collection<? extends E> elements) {
		return lookup("contained_by", elements);
	}

	/** Has no elements but those of another array. */
	public Q<M> containedBy(Expr<? super M> elements) {
		return lookup("contained_by", elements);
	}

	/** Has at least one of these elements. */
	public Q<M> overlap(Collection<? extends E> elements) {
		return lookup("overlap", elements);
	}

	/** Has at least one element in common with another array. */
	public Q<M> overlap(Expr<? super M> elements) {
		return lookup("overlap", elements);
	}

	/** Its number of elements. */
	public NumberCondition<M> len() {
		return new NumberCondition<>(path("len"));
	}

	/** The element at a place, counted from 0. */
	public Condition<M, E> index(int place) {
		return new Condition<>(path(Integer.toString(place)));
	}

	/** The elements from a place, counted from 0, to before another one. */
	public CollectionCondition<M, E> slice(int from, int to) {
		return new CollectionCondition<>(path(from + "_" + to));
	}

}
