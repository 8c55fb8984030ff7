package io.asyncorm.mapping;

import org.jspecify.annotations.Nullable;

/**
 * What was read of a row. The array is the reader's to give away and nobody's to change.
 *
 * @param object the object, if the layout begins with one
 * @param values the single values
 * @since 0.1.0
 */
public record ReadRow(@Nullable Object object, @Nullable Object[] values) {

}
