package io.asyncorm.expression;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * A list or set as a property of a model, which has lookups of its own.
 *
 * @param <M> the model
 * @param <E> the type of the elements
 * @since 0.1.0
 */
@FunctionalInterface
public interface CollectionProperty<M, E extends @Nullable Object> extends Property<M, @Nullable Collection<E>> {

}
