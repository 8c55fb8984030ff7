package io.asyncorm.model;

/**
 * What the library itself writes to a field, besides times.
 *
 * @since 0.1.0
 */
public enum FieldStamp {

	/** Nothing: it holds what it is given. */
	NONE,
	/** The number or time by which a change of the row is noticed. */
	VERSION,
	/** Who has inserted the row. */
	CREATED_BY,
	/** Who has inserted or saved the row last. */
	MODIFIED_BY

}
