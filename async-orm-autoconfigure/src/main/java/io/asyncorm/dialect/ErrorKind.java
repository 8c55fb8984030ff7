package io.asyncorm.dialect;

/**
 * The kinds of database errors, whatever code a database gives them.
 *
 * @since 0.1.0
 */
public enum ErrorKind {

	/** A unique key is violated. */
	DUPLICATE_KEY,
	/** A NOT NULL column was given no value. */
	MISSING_VALUE,
	/**
	 * A foreign key is violated: a row refers to one that does not exist, or others refer
	 * to a deleted one.
	 */
	FOREIGN_KEY,
	/** A CHECK constraint is violated. */
	CHECK,
	/** A text is too long for its column. */
	TOO_LONG,
	/** A number is too large for its type. */
	OUT_OF_RANGE,
	/** A value is invalid for another reason. */
	INVALID_DATA,
	/** A text holds a character that the database cannot store. */
	UNSTORABLE_TEXT,
	/** A calculation failed, such as a division by zero. */
	CALCULATION,
	/** A window function is used where it is not allowed, as in WHERE. */
	MISPLACED_WINDOW,
	/** The statement has a syntax error, or names what does not exist. */
	INVALID_STATEMENT,
	/** The user lacks a right that the statement needs. */
	DENIED,
	/** The statement names a table that is not there. */
	MISSING_TABLE,
	/** The statement was cancelled, by a timeout or by the caller. */
	CANCELLED,
	/**
	 * A conflict with another transaction, such as a deadlock: this one may succeed if it
	 * is run again.
	 */
	COLLISION,
	/**
	 * A standby had to replay what the statement was in the way of: it may succeed if it
	 * is run again, and is as likely to be in the way again.
	 */
	REPLAY_CONFLICT,
	/**
	 * A statement that the driver prepared is not there any more, or another one is in
	 * its place: the session is not the one that it was prepared in.
	 */
	MIXED_UP_STATEMENT,
	/** A lock was not available, or not in time. */
	LOCK_NOT_AVAILABLE,
	/** The transaction, or the server, is read-only. */
	READ_ONLY,
	/** An earlier statement of the transaction failed. */
	ABORTED_TRANSACTION,
	/** The server ended the session, since its transaction took or idled too long. */
	TRANSACTION_TIMEOUT,
	/**
	 * A prepared statement is older than a change of its tables, or was dropped: it
	 * succeeds if it is prepared again, in a transaction of its own.
	 */
	STALE_STATEMENT,
	/** An upsert names a unique key that the database cannot use for it. */
	UNUSABLE_KEY,
	/**
	 * More rows than one where there may be one: of a subquery, or of an upsert with the
	 * same key.
	 */
	TOO_MANY_ROWS,
	/** Anything else. */
	OTHER;

	/** Whether it tells of the values of a row, and not of the statement or session. */
	public boolean isOfData() {
		return switch (this) {
			case DUPLICATE_KEY, MISSING_VALUE, FOREIGN_KEY, CHECK, TOO_LONG, OUT_OF_RANGE, INVALID_DATA,
					UNSTORABLE_TEXT, CALCULATION ->
				true;
			case MISPLACED_WINDOW, INVALID_STATEMENT, DENIED, MISSING_TABLE, CANCELLED, COLLISION, REPLAY_CONFLICT,
					MIXED_UP_STATEMENT, LOCK_NOT_AVAILABLE, READ_ONLY, ABORTED_TRANSACTION, TRANSACTION_TIMEOUT,
					STALE_STATEMENT, UNUSABLE_KEY, TOO_MANY_ROWS, OTHER ->
				false;
		};
	}

}
