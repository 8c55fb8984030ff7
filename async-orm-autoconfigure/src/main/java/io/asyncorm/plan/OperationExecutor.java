package io.asyncorm.plan;

import java.util.Set;

import io.asyncorm.query.MergeKind;

/**
 * Opens the sessions in which operations run, synchronously, on the calling thread. The
 * port under the {@link OperationDispatcher}; {@code jdbc} implements it. Thread-safe.
 *
 * @since 0.1.0
 */
public interface OperationExecutor {

	/** Whether the calling thread is in a transaction, which operations then join. */
	boolean joinsCallerTransaction();

	/** What the transactions are bound to; equal to that of others if they join these. */
	default Object transactionKey() {
		return this;
	}

	/**
	 * A session in the calling thread's transaction, for this thread. What the database
	 * refuses is noted there, so that the transaction cannot commit as if nothing had
	 * happened. Releasing the session does nothing.
	 * @throws org.springframework.transaction.IllegalTransactionStateException if the
	 * transaction began under another routing key
	 */
	OperationSession joinCallerTransaction();

	/**
	 * A session for the commit or rollback of the calling thread's transaction, whatever
	 * the routing key is by now: the end belongs to the transaction.
	 */
	OperationSession endCallerTransaction();

	/**
	 * A session outside of any transaction; it takes a connection when it first needs
	 * one.
	 */
	OperationSession openSession();

	/**
	 * The text of the statement that an operation would send, with a question mark for
	 * each value; empty if it would send none. Of a write, all that it may send, with
	 * {@link OperationDispatcher#BETWEEN} in between. No database is asked.
	 */
	String sql(Operation<?> operation);

	/**
	 * The kinds of operations of which the database can do several by one statement; none
	 * where each has to be seen by itself.
	 */
	default Set<MergeKind> mergeable() {
		return Set.of();
	}

	/**
	 * Whether the line that called is wanted of each statement, so that it is looked for
	 * where it is near, in a transaction of the caller, too.
	 */
	default boolean tellsCallers() {
		return false;
	}

}
