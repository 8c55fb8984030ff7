package io.asyncorm.async;

/**
 * The work whose outcome an {@link OperationFuture} represents, and which cancelling the
 * future stops. Thread-safe.
 */
interface Work {

	/** The name in messages, as in {@code Book.afirst}. */
	String name();

	VirtualThreadExecutor threads();

	/**
	 * Stops the work: it does no more and does not complete its future, which the caller
	 * does instead. Does not wait for what is running.
	 * @return false if it is too late, as the outcome may be visible to others already
	 */
	boolean stop();

	/**
	 * Adds the user's line to the stack trace of an exception before the future is
	 * completed with it.
	 */
	void explain(Throwable failure);

}
