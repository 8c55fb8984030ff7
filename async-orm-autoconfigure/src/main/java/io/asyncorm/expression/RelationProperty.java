package io.asyncorm.expression;

import io.asyncorm.model.Relation;
import org.jspecify.annotations.Nullable;

/**
 * A relation to another model, over which a path goes on.
 *
 * @param <M> the model
 * @param <R> the model that it leads to
 * @since 0.1.0
 */
@FunctionalInterface
public interface RelationProperty<M, R> extends Property<M, @Nullable Relation<R>> {

}
