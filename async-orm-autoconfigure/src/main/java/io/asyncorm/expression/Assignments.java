package io.asyncorm.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Factory methods for the assignments of an update.
 *
 * @since 0.1.0
 */
public final class Assignments {

	private Assignments() {
	}

	/** Of a property of any type. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, V extends @Nullable Object> Assign<M, V> set(Property<M, V> property) {
		return new Assign<>(List.of(Step.of(property)));
	}

	/** Of a part of what is embedded. */
	public static <M, V extends @Nullable Object> Assign<M, V> set(Field<M, V> part) {
		Assert.notNull(part, "'part' must not be null");
		return new Assign<>(part.steps());
	}

	/** Of a number that is part of what is embedded. */
	public static <M> AssignNumber<M> set(NumberField<M> part) {
		Assert.notNull(part, "'part' must not be null");
		return new AssignNumber<>(part.steps());
	}

	/** Of a number. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, N extends @Nullable Number> AssignNumber<M> set(NumberProperty<M, N> property) {
		return new AssignNumber<>(List.of(Step.of(property)));
	}

}
