package io.asyncorm.plan;

/**
 * Is told how long operations wait, and of each statement that is sent. It is called on
 * the threads that do the work, so that implementations are thread-safe, fast, and throw
 * nothing.
 *
 * @since 0.1.0
 */
public interface ExecutionObserver {

	/** An operation, block or stream has a lane, after so many nanoseconds. */
	default void queued(long nanos) {
	}

	/** A connection was taken out of the pool, after so many nanoseconds. */
	default void connected(long nanos) {
	}

	/**
	 * A statement has ended.
	 * @param operation what it was for, see {@link Operation#name()}
	 * @param sql its text, without values
	 * @param nanos how long it took, its rows included
	 * @param failed whether it failed
	 */
	default void sent(String operation, String sql, long nanos, boolean failed) {
	}

}
