package io.asyncorm.repository;

import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the rows that a call has found, by its other arguments.
 */
@FunctionalInterface
interface RowsEnding {

	/**
	 * Runs the query, or prepares to.
	 * @param rows what the lookups match
	 * @param arguments those of the call
	 */
	Object end(ValuesQuerySet<?, ?> rows, @Nullable Object[] arguments);

}
