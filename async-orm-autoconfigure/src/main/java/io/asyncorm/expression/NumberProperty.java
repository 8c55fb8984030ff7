package io.asyncorm.expression;

import org.jspecify.annotations.Nullable;

/**
 * A number as a property of a model, which can be compared with numbers of any type and
 * be computed with.
 *
 * @param <M> the model
 * @param <N> the type of the number
 * @since 0.1.0
 */
@FunctionalInterface
public interface NumberProperty<M, N extends @Nullable Number> extends Property<M, N> {

}
