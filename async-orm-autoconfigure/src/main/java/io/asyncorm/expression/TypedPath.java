package io.asyncorm.expression;

import java.time.temporal.Temporal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A path that can be continued by a property of what it leads to: a model, or a value
 * that is embedded. Immutable.
 *
 * @param <M> the model where it begins
 * @param <V> where it has arrived
 * @since 0.1.0
 */
public abstract sealed class TypedPath<M, V extends @Nullable Object> permits Path, Field {

	private final List<Step> steps;

	TypedPath(List<Step> steps) {
		this.steps = steps;
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

	final List<Step> steps() {
		return this.steps;
	}

	final List<Step> append(Step step) {
		return Step.append(this.steps, step);
	}

}
