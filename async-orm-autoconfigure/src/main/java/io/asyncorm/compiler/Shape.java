package io.asyncorm.compiler;

import java.util.List;

import io.asyncorm.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Something to be compiled, without its values: equal shapes are equal statements.
 *
 * @param <S> what it is
 * @param form the same thing with {@link Expression.Slot slots} in the places of the
 * values
 * @param values the values, in the order of their slots
 * @since 0.1.0
 */
public record Shape<S>(S form, List<@Nullable Object> values) {

}
