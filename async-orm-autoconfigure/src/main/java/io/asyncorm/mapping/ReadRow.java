package io.asyncorm.mapping;

import org.jspecify.annotations.Nullable;

/**
 * The object and the single values that were read from one row. The array is not copied,
 * and must not be changed.
 *
 * @param object the object, if the layout begins with one
 * @param values the further objects, null where they are missing, and the single values
 * @since 0.1.0
 */
public record ReadRow(@Nullable Object object, @Nullable Object[] values) {

}
