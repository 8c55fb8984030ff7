package io.asyncorm.async;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * An operation, block or stream that waits or runs, as it was at some moment.
 *
 * @param id names it, for {@link AsyncDispatcher#cancel(long)}
 * @param name what was called, as in {@code Book.aget}
 * @param state how far it is
 * @param age how long ago it was called
 * @param caller the line of the user's code that called; null if it is not known
 * @since 0.1.0
 */
public record InFlight(long id, String name, State state, Duration age, @Nullable StackTraceElement caller) {

	/** How far it is. */
	public enum State {

		/** It waits for a lane. */
		QUEUED,
		/** It waits for a connection. */
		CONNECTING,
		/** It is in the database. */
		EXECUTING,
		/** It is a part of a statement that is for others, too. */
		MERGED,
		/** It commits, or ends otherwise. */
		COMMITTING,
		/** It is in code of the user, between two statements. */
		IN_CODE,
		/** It has ended, and its future is about to complete. */
		ENDING

	}

}
