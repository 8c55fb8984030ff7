package io.asyncorm.dialect;

/**
 * How many values are bound to a statement.
 *
 * @since 0.1.0
 */
public enum ArrayBinding {

	/** As one array, so that the statement's text is the same for any number of them. */
	BINDS,

	/** Each on its own, where the driver makes no arrays. */
	LISTS

}
