package io.asyncorm.plan;

import org.jspecify.annotations.Nullable;

/**
 * An operation whose rows are read chunk by chunk. Used by the thread of its session,
 * whose {@link OperationSession#cancel()} cancels {@link #next()} too.
 *
 * @param <R> what the operation gives for a chunk
 * @since 0.1.0
 */
public interface OperationCursor<R> extends AutoCloseable {

	/**
	 * Reads the next chunk; null if there are no more rows. The first call runs the
	 * statement.
	 */
	@Nullable R next();

	/**
	 * Whether the calling thread may read on: in a transaction that others end, it is its
	 * thread, and only until then.
	 */
	boolean isOpen();

	/**
	 * Ends what the cursor has begun, if it is open; never throws.
	 */
	@Override
	void close();

}
