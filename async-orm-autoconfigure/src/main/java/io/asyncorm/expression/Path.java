package io.asyncorm.expression;

import java.time.temporal.Temporal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A path over relations, as in {@code path(Book::author).then(Author::mentor)}, which can
 * be continued or end at a field. Immutable.
 *
 * @param <M> the model where it begins
 * @param <V> the model where it has arrived
 * @since 0.1.0
 */
public final class Path<M, V> {

	private final List<Step> steps;

	private Path(List<Step> steps) {
		this.steps = steps;
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

	/** Ends at a text. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public TextField<M> then(TextProperty<? super V> next) {
		return new TextField<>(append(Step.of(next)));
	}

	/** Ends at a number. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public <N extends @Nullable Number> NumberField<M> then(NumberProperty<? super V, N> next) {
		return new NumberField<>(append(Step.of(next)));
	}

	/** Ends at a date, a time, or a point in time. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public <T extends @Nullable Temporal> TemporalField<M, T> then(TemporalProperty<? super V, T> next) {
		return new TemporalField<>(append(Step.of(next)));
	}

	/** Ends at a field of any other type. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public <W extends @Nullable Object> Field<M, W> then(Property<? super V, W> next) {
		return new Field<>(append(Step.of(next)));
	}

	/**
	 * Follows the reverse relation of another model's foreign key or many-to-many, for
	 * models that have no component for it.
	 */
	public <W> Path<M, W> thenInverse(RelationProperty<W, V> relation) {
		return new Path<>(append(Step.inverseOf(relation)));
	}

	List<Step> steps() {
		return this.steps;
	}

	private List<Step> append(Step step) {
		return Step.append(this.steps, step);
	}

}
