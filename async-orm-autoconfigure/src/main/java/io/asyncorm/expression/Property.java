package io.asyncorm.expression;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * A property of a model, given by a method reference such as {@code Book::title}. Only
 * the name is used; the method is never called. Write a method reference, not a lambda
 * expression.
 * <p>
 * Overloads take the sub-interfaces; a differently parameterised {@code Property} would
 * have the same erasure.
 *
 * @param <M> the model
 * @param <V> the type of the property
 * @since 0.1.0
 */
@FunctionalInterface
public interface Property<M, V extends @Nullable Object> extends Serializable {

	V get(M model);

}
