package io.asyncorm.dialect;

/**
 * What the error of a database means, whatever the database calls it.
 *
 * @since 0.1.0
 */
public enum ErrorKind {

	/** A value is there already that must be there only once. */
	DUPLICATE_KEY,
	/** A column that must not be null was given no value. */
	MISSING_VALUE,
	/** A row refers to one that is not there, or others refer to one that is to go. */
	FOREIGN_KEY,
	/** A check of the table failed. */
	CHECK,
	/** A text is too long for its column. */
	TOO_LONG,
	/** A number is too large for its type. */
	OUT_OF_RANGE,
	/** A value is of no use where it stands, for another reason. */
	INVALID_DATA,
	/** A window function stands where rows are changed, or filtered. */
	MISPLACED_WINDOW,
	/** The statement cannot be understood, or names what is not there. */
	INVALID_STATEMENT,
	/** The statement was cancelled, by a deadline or by hand. */
	CANCELLED,
	/** Another transaction came in the way: this one may work if it is run again. */
	COLLISION,
	/** A lock was not to be had, or not in time. */
	LOCK_NOT_AVAILABLE,
	/** Anything else. */
	OTHER

}
