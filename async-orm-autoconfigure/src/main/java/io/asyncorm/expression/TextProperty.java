package io.asyncorm.expression;

import org.jspecify.annotations.Nullable;

/**
 * A text as a property of a model, which has lookups of its own.
 *
 * @param <M> the model
 * @since 0.1.0
 */
@FunctionalInterface
public interface TextProperty<M> extends Property<M, @Nullable String> {

}
