package io.asyncorm.plan;

import org.jspecify.annotations.Nullable;

/**
 * A cursor over the rows of an operation, which are read chunk by chunk. Not thread-safe:
 * used by the thread of its session, whose {@link OperationSession#running()} ends
 * {@link #next()} and {@link #close()} too.
 *
 * @param <R> what the operation makes of a chunk
 * @since 0.1.0
 */
public interface OperationCursor<R> extends AutoCloseable {

	/**
	 * Reads the next chunk; null if there are no more rows. The first call runs the
	 * statement.
	 */
	@Nullable R next();

	/**
	 * Whether the calling thread may read on: in a caller's transaction only the thread
	 * of that transaction may, and only until it ends.
	 */
	boolean isOpen();

	/**
	 * Closes the statement and ends the cursor's own transaction, if it is open; never
	 * throws.
	 */
	@Override
	void close();

}
