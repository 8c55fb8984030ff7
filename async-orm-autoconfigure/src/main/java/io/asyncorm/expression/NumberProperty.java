package io.asyncorm.expression;

import org.jspecify.annotations.Nullable;

/**
 * A number property, which is compared with any number and can be reckoned with.
 *
 * @param <M> the model
 * @param <N> the type of the number
 * @since 0.1.0
 */
@FunctionalInterface
public interface NumberProperty<M, N extends @Nullable Number> extends Property<M, N> {

}
