package io.asyncorm.async;

import java.util.List;

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
	 * The tasks that it waits for; none if it may wait for something else, or for nothing
	 * any more.
	 */
	List<Task<?>> unfinishedTasks();

	/**
	 * Ends the work, as its time is up.
	 * @param limit what the limit was, in words
	 * @return whether the caller is to complete the future; otherwise that fails, or
	 * succeeds after all, within a second
	 */
	default boolean expire(String limit) {
		return stop();
	}

	/**
	 * Whether a failure that nobody awaits is to be logged; not so where something else
	 * fails with it, as the transaction of a joined operation does.
	 */
	boolean isReportable();

	/**
	 * Adds the user's line to the stack trace of an exception before the future is
	 * completed with it.
	 */
	void explain(Throwable failure);

}
