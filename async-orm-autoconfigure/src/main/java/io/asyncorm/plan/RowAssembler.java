package io.asyncorm.plan;

import org.jspecify.annotations.Nullable;

/**
 * Maps a row to an element of the result: an object, a row with annotations, or a record
 * of values.
 *
 * @param <E> the element
 * @since 0.1.0
 */
@FunctionalInterface
public interface RowAssembler<E extends @Nullable Object> {

	/**
	 * @param object the object, if the selection is {@link QueryState.Instances}
	 * @param values the annotations or the columns
	 */
	E assemble(@Nullable Object object, @Nullable Object[] values);

}
