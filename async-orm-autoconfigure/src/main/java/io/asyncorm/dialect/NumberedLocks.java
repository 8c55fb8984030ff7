package io.asyncorm.dialect;

/**
 * How a database keeps transactions out that want the same number, until the one that has
 * it has ended.
 *
 * @since 0.1.0
 */
public sealed interface NumberedLocks {

	/**
	 * By locks of the transaction, which go with it.
	 *
	 * @param acquire the statement that waits for the lock of a number, which is its only
	 * value
	 */
	record OfTransaction(String acquire) implements NumberedLocks {
	}

	/**
	 * By locks of the session, which have to be given back when the transaction has
	 * ended.
	 *
	 * @param acquire the query that waits for the lock of a number as many seconds as the
	 * other value says, and gives 1 if the lock is had
	 * @param release the query that gives the lock of a number back
	 */
	record OfSession(String acquire, String release) implements NumberedLocks {
	}

	/** The database has none: they hold within this process only. */
	record OfProcess() implements NumberedLocks {
	}

}
