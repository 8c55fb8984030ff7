package io.asyncorm.expression;

import io.asyncorm.model.Relation;
import org.jspecify.annotations.Nullable;

/**
 * A relation as a property of a model, which a path can follow to another model.
 *
 * @param <M> the model
 * @param <R> the model that it leads to
 * @since 0.1.0
 */
@FunctionalInterface
public interface RelationProperty<M, R> extends Property<M, @Nullable Relation<R>> {

}
