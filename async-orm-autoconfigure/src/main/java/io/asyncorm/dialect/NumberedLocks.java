package io.asyncorm.dialect;

/**
 * How a database keeps transactions from running at once that lock the same number (an
 * advisory lock), until the holder has ended.
 *
 * @since 0.1.0
 */
public sealed interface NumberedLocks {

	/**
	 * Locks of the transaction, which are released with it.
	 *
	 * @param acquire the statement that waits for the lock of a number, which is its only
	 * value
	 */
	record OfTransaction(String acquire) implements NumberedLocks {
	}

	/**
	 * Locks of the session, which have to be released when the transaction has ended.
	 *
	 * @param acquire the query that waits for the lock of a number, for as many seconds
	 * as the second value says, and returns 1 if it is acquired
	 * @param release the query that releases the lock of a number
	 */
	record OfSession(String acquire, String release) implements NumberedLocks {
	}

	/** The database has none: locks hold within this process only. */
	record OfProcess() implements NumberedLocks {
	}

}
