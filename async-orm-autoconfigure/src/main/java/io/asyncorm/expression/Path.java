package io.asyncorm.expression;

import java.util.List;

/**
 * A path over relations, as in {@code path(Book::author).then(Author::mentor)}, which can
 * be continued or end at a field. Immutable.
 *
 * @param <M> the model where it begins
 * @param <V> the model where it has arrived
 * @since 0.1.0
 */
public final class Path<M, V> extends TypedPath<M, V> {

	private Path(List<Step> steps) {
		super(steps);
	}

	/** Begins with a relation. */
	public static <M, R> Path<M, R> to(RelationProperty<M, R> hop) {
		return new Path<>(List.of(Step.of(hop)));
	}

	/** Begins with the reverse relation of a foreign key or a many-to-many. */
	public static <M, R> Path<R, M> back(RelationProperty<M, R> relation) {
		return new Path<>(List.of(Step.inverseOf(relation)));
	}

	/** Follows another relation. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public <W> Path<M, W> then(RelationProperty<? super V, W> next) {
		return new Path<>(append(Step.of(next)));
	}

	/**
	 * Follows the reverse relation of another model's foreign key or many-to-many, for
	 * models that have no component for it.
	 */
	public <W> Path<M, W> thenInverse(RelationProperty<W, V> relation) {
		return new Path<>(append(Step.inverseOf(relation)));
	}

}
