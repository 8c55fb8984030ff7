package io.asyncorm.async;

/**
 * What an {@link OperationFuture} stands for.
 */
interface Work {

	/** For messages, as in {@code Book.afirst}. */
	String name();

	VirtualThreadExecutor threads();

	/**
	 * Sees to it that nothing more is done for this work and that it does not complete
	 * its future any more, which the caller does. Does not wait for what is under way.
	 * @return false if it is too late, as the outcome may be visible to others already
	 */
	boolean stop();

	/**
	 * Adds what helps to find the cause of an exception that its future is to be
	 * completed with.
	 */
	void explain(Throwable failure);

}
