package io.asyncorm.query;

/**
 * Runs operations on the thread that asks for it. A port, under
 * {@link OperationDispatcher}. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface OperationExecutor {

	/** Whether the calling thread holds a transaction, which operations then join. */
	boolean joinsCallerTransaction();

	/**
	 * Runs an operation in the calling thread's transaction. What fails is noted there,
	 * so that the transaction cannot commit as if nothing had happened.
	 */
	<R> R executeInCallerTransaction(Operation<R> operation);

	/**
	 * A session in the calling thread's transaction: what it executes is what
	 * {@link #executeInCallerTransaction} would, and another thread can cancel it.
	 * Releasing it does nothing.
	 */
	default OperationSession joinCallerTransaction() {
		return new OperationSession() {

			@Override
			public <R> R execute(Operation<R> operation) {
				return executeInCallerTransaction(operation);
			}

			@Override
			public void cancel() {
			}

			@Override
			public void release() {
			}

		};
	}

	/**
	 * A session outside of any transaction; it takes a connection when it first needs
	 * one.
	 */
	OperationSession openSession();

}
