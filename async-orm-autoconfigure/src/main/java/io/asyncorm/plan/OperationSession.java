package io.asyncorm.plan;

import java.util.function.Supplier;

/**
 * Executes operations one after the other on a connection, which it keeps from one to the
 * next. Used by one thread at a time, except for {@link #running()}.
 *
 * @since 0.1.0
 */
public interface OperationSession {

	/**
	 * Runs an operation, in a transaction of its own where it needs several statements.
	 * @param caller the line of the user's code that called, which logs tell
	 */
	<R> R execute(Operation<R> operation, CallSite caller);

	/** Runs an operation that was called in the calling thread. */
	default <R> R execute(Operation<R> operation) {
		return execute(operation, CallSite.onStack());
	}

	/**
	 * Prepares an operation whose rows are read chunk by chunk, in a read-only
	 * transaction of its own or in the caller's. Until the cursor is closed, a session
	 * outside of any transaction executes nothing else.
	 * @param chunkSize how many rows are read at once
	 * @param caller the line of the user's code that called, which logs tell
	 */
	<R> OperationCursor<R> open(Operation.Rows<R> operation, int chunkSize, CallSite caller);

	/**
	 * What is executed now, or next if nothing is, for other threads to end it. Asked
	 * while the session's own thread cannot go on to another operation, as by itself.
	 */
	RunningOperation running();

	/**
	 * Runs what others do on the connection, such as the commit of the caller's
	 * transaction, so that {@link #running()} can end it.
	 */
	default <T> T guard(Supplier<T> work) {
		return work.get();
	}

	/**
	 * How long the caller's transaction may still take, in nanoseconds: not positive if
	 * its time is up, the largest number if it has no limit.
	 */
	default long nanosLeft() {
		return Long.MAX_VALUE;
	}

	/**
	 * Notes that what was called in the caller's transaction was not done in its time,
	 * not even begun perhaps: the transaction, which lacks it, must not commit.
	 * @param failure what the caller is told, and the commit fails with
	 */
	default void timedOut(RuntimeException failure) {
	}

	/**
	 * Begins a transaction of the calling thread on the connection, which is taken if
	 * there is none: it is the transaction's until {@link #takeBack}.
	 * @param name what the transaction is called
	 * @param beginning begins it on the connection that is bound to the thread
	 */
	default <T> T lend(String name, Supplier<T> beginning) {
		return beginning.get();
	}

	/**
	 * Gives the connection that was lent to a transaction back to its pool, which undoes
	 * what users' code set on it.
	 * @param ended whether the transaction has ended; if not, the connection is broken,
	 * so that nobody goes on with it
	 */
	default void takeBack(boolean ended) {
	}

	/** Gives the connection back, if there is one; the session can be used again. */
	void release();

}
