package io.asyncorm.expression;

import java.time.temporal.Temporal;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Factory methods for conditions on fields.
 *
 * @since 0.1.0
 */
public final class Conditions {

	private Conditions() {
	}

	/** On a property of any type. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, V extends @Nullable Object> Condition<M, V> where(Property<M, V> property) {
		return new Condition<>(List.of(Step.of(property)));
	}

	/** On a text. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M> TextCondition<M> where(TextProperty<M> property) {
		return new TextCondition<>(List.of(Step.of(property)));
	}

	/** On a number. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, N extends @Nullable Number> NumberCondition<M> where(NumberProperty<M, N> property) {
		return new NumberCondition<>(List.of(Step.of(property)));
	}

	/** On a date, a time, or a point in time. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, T extends @Nullable Temporal> TemporalCondition<M, T> where(TemporalProperty<M, T> property) {
		return new TemporalCondition<>(List.of(Step.of(property)));
	}

	/** On a list or set. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, E extends @Nullable Object> CollectionCondition<M, E> where(CollectionProperty<M, E> property) {
		return new CollectionCondition<>(List.of(Step.of(property)));
	}

	/** On a range. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, T extends Comparable<? super T>> RangeCondition<M, T> where(RangeProperty<M, T> property) {
		return new RangeCondition<>(List.of(Step.of(property)));
	}

	/** On a relation. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, R> RelationCondition<M, R> where(RelationProperty<M, R> property) {
		return new RelationCondition<>(List.of(Step.of(property)));
	}

	/** On a relation at the end of a path. */
	public static <M, R> RelationCondition<M, R> where(Path<M, R> path) {
		Assert.notNull(path, "'path' must not be null");
		return new RelationCondition<>(path.steps());
	}

	/** On the field at the end of a path. */
	public static <M, V extends @Nullable Object> Condition<M, V> where(Field<M, V> field) {
		Assert.notNull(field, "'field' must not be null");
		return new Condition<>(field.steps());
	}

	/** On the text at the end of a path. */
	public static <M> TextCondition<M> where(TextField<M> field) {
		Assert.notNull(field, "'field' must not be null");
		return new TextCondition<>(field.steps());
	}

	/** On the number at the end of a path. */
	public static <M> NumberCondition<M> where(NumberField<M> field) {
		Assert.notNull(field, "'field' must not be null");
		return new NumberCondition<>(field.steps());
	}

	/** On the date, time, or point in time at the end of a path. */
	public static <M, T extends @Nullable Temporal> TemporalCondition<M, T> where(TemporalField<M, T> field) {
		Assert.notNull(field, "'field' must not be null");
		return new TemporalCondition<>(field.steps());
	}

	/** On a JSON document. */
	public static <M, V extends @Nullable Object> JsonCondition<M> json(Property<M, V> property) {
		return new JsonCondition<>(List.of(Step.of(property)));
	}

	/** On the JSON document at the end of a path. */
	public static <M, V extends @Nullable Object> JsonCondition<M> json(Field<M, V> field) {
		Assert.notNull(field, "'field' must not be null");
		return new JsonCondition<>(field.steps());
	}

}
