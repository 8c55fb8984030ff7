package io.asyncorm.expression;

import io.asyncorm.model.Range;
import org.jspecify.annotations.Nullable;

/**
 * A range as a property of a model, which has lookups of its own.
 *
 * @param <M> the model
 * @param <T> the type of the values in it
 * @since 0.1.0
 */
@FunctionalInterface
public interface RangeProperty<M, T extends Comparable<? super T>> extends Property<M, @Nullable Range<T>> {

}
