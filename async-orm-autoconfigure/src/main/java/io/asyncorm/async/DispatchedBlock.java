package io.asyncorm.async;

import org.jspecify.annotations.Nullable;

/**
 * A block of user code that the dispatcher runs like an operation, on a virtual thread of
 * its own: while it runs, one operation less can run. It goes on with the connection of
 * the work before it, or takes one when it first needs it.
 *
 * @param <T> what it returns
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
	interface Cancellation {

		/** That of a thread which runs no block: there is none. */
		Cancellation NONE = new Cancellation() {

			@Override
			public boolean close() {
				return true;
			}

			@Override
			public boolean resume() {
				return true;
			}

		};

		/**
		 * Called on the block's thread before it ends its transaction: from here on the
		 * block is neither cancelled nor interrupted.
		 * @return false if it was cancelled before
		 */
		boolean close();

		/**
		 * Called on the block's thread after the end of a transaction that is not its
		 * last: from here on it can be cancelled again.
		 * @return false if it was cancelled, or was to be meanwhile
		 */
		boolean resume();

	}

}
