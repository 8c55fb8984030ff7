package io.asyncorm.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Builds a condition on a number field, by its lookups. It takes any number, because a
 * literal {@code 5} would not fit a {@code Long}. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class NumberCondition<M> extends Condition<M, @Nullable Number> {

	NumberCondition(List<Step> path) {
		super(path);
	}

}
