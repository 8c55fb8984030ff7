package io.asyncorm.plan;

import org.jspecify.annotations.Nullable;

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
	 * A connection is given back, or its transaction ends.
	 * @param nanos how long it was held
	 * @param idle how long no statement ran on it meanwhile
	 */
	default void held(long nanos, long idle) {
	}

	/**
	 * From how long on a gap between statements is told, in nanoseconds: where nobody
	 * wants that, which is the default, nobody asks for lines.
	 */
	default long idleFrom() {
		return Long.MAX_VALUE;
	}

	/** No statement ran on a connection that is held, for as long as was asked for. */
	default void idle(IdleGap gap) {
	}

	/**
	 * How many rows a result may have that nobody has bounded; null if as many as there
	 * are.
	 */
	default @Nullable RowLimit rowLimit() {
		return null;
	}

	/**
	 * Who follows the locks of transactions; null, which is the default, if nobody does.
	 */
	default @Nullable LockObserver locks() {
		return null;
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

	/** A statement has ended that took as long as a slow one, or longer. */
	default void slow(SlowStatement statement) {
	}

}
