package io.asyncorm.plan;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Runs operations that belong together, and users' code between them, in one transaction.
 * A port, which {@code transaction} implements. Thread-safe.
 *
 * @since 0.1.0
 */
public interface OperationBlocks {

	/**
	 * Runs a block in the transaction of the calling thread, on that thread, or in one of
	 * its own, on a thread of its own, which is no lane. If it fails, so does the
	 * transaction.
	 * @param name what to call it in messages
	 * @param block operations that it dispatches are complete when they return
	 */
	<T> CompletableFuture<T> run(String name, Callable<T> block);

	/**
	 * Runs a block again and again, each time in a transaction of its own, on one thread
	 * of its own, until it says that it was the last time. In a transaction of the
	 * calling thread it is refused.
	 * @param name what to call it in messages
	 * @param options how; the time that it may take is that of each transaction
	 * @param block tells whether it is to be run again
	 */
	CompletableFuture<Boolean> runEach(String name, CallOptions options, Callable<Boolean> block);

	/**
	 * Has something done on a thread of its own, once the transaction of the calling
	 * thread is committed; never, if it, or the savepoint around the call, is rolled
	 * back. What it throws is logged.
	 */
	void afterCommit(Runnable work);

}
