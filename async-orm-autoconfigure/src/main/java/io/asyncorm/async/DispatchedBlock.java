package io.asyncorm.async;

import org.jspecify.annotations.Nullable;

/**
 * User code that takes the place of an operation: while it runs there is one operation
 * less at once. It takes its connection itself, and runs on a virtual thread of its own.
 *
 * @param <T> what it gives
 * @since 0.1.0
 */
@FunctionalInterface
public interface DispatchedBlock<T extends @Nullable Object> {

	/**
	 * Runs the block.
	 * @param cancellation to be closed by a block that must not be cancelled from some
	 * point on
	 * @throws Exception what its future is to fail with
	 */
	T run(Cancellation cancellation) throws Exception;

	/**
	 * The possibility that a block is cancelled from outside: an operation that it is
	 * running in its transaction is then cancelled in the server and others are refused;
	 * if there is none, the block's thread is interrupted.
	 */
	@FunctionalInterface
	interface Cancellation {

		/**
		 * Called on the block's thread before it ends its transaction: from here on the
		 * block is neither cancelled nor interrupted.
		 * @return false if it was cancelled before
		 */
		boolean close();

	}

}
