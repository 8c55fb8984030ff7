package io.asyncorm.plan;

/**
 * What a session is executing, as other threads can end it. It means this execution
 * alone: once that has ended, all of this does nothing. Thread-safe.
 *
 * @since 0.1.0
 */
public interface RunningOperation {

	/**
	 * Starts no further statement and no commit. Does not wait for anything.
	 * @return false if its commit is under way already, so that only the database can
	 * tell how it ends; also after that, unless another operation of the session has
	 * committed since
	 */
	boolean stop();

	/**
	 * Cancels its statement in the server, again and again until it has ended, as a
	 * server ignores a cancel that arrives just before the statement. Waits for the
	 * network, perhaps for long. The connection is not used again if it is unknown which
	 * statement a cancel reached.
	 */
	void cancel();

	/**
	 * Breaks its connection, whatever is under way there, so that its thread goes on.
	 */
	void abort();

	/** Whether it waits for its connection. */
	default boolean isConnecting() {
		return false;
	}

	/** How long it has waited for its connection, in nanoseconds. */
	default long nanosConnecting() {
		return 0;
	}

	/** How long its commit has been under way, in nanoseconds; 0 if it is not. */
	default long nanosCommitting() {
		return 0;
	}

}
