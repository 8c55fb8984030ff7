package io.asyncorm.dialect;

/**
 * How far the transaction of a connection is, as its driver knows without asking the
 * server.
 *
 * @since 0.1.0
 */
public enum TransactionState {

	/** Nothing was sent since the last one ended. */
	NOT_BEGUN,
	/** It has begun, and can be committed. */
	OPEN,
	/**
	 * A statement of it failed, and with that all of it: the server refuses whatever
	 * comes, and answers a commit with a rollback.
	 */
	ABORTED,
	/** The driver does not know. */
	UNKNOWN

}
