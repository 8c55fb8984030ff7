package io.asyncorm.dialect;

/**
 * Whether a connection can do something else while rows of a statement are still to be
 * fetched.
 *
 * @since 0.1.0
 */
public enum OpenCursors {

	/** It cannot: all rows are fetched at once. */
	ONE,

	/** It can: rows are fetched chunk by chunk. */
	SEVERAL

}
