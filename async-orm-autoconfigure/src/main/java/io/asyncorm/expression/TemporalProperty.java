package io.asyncorm.expression;

import java.time.temporal.Temporal;

import org.jspecify.annotations.Nullable;

/**
 * A date, time or point in time as a property of a model, which has parts such as a year.
 *
 * @param <M> the model
 * @param <T> the type of the property
 * @since 0.1.0
 */
@FunctionalInterface
public interface TemporalProperty<M, T extends @Nullable Temporal> extends Property<M, T> {

}
