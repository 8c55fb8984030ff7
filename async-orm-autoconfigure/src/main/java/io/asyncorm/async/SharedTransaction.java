package io.asyncorm.async;

import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * The transaction of a block that only reads, for those who read for the block on other
 * threads: in this transaction, one after the other, or in one that sees the same.
 * Implemented by {@code transaction}.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public interface SharedTransaction {

	/**
	 * Does work in the transaction on the calling thread, which holds none. Nobody else
	 * uses it meanwhile.
	 */
	void lend(Runnable work);

	/** The transaction is used by its own thread, the calling one, from now on. */
	void takeBack();

	/**
	 * Gives what the calling thread's transaction sees a name; empty if no other can see
	 * it.
	 * @throws RuntimeException if the database refuses, which is noted
	 */
	Optional<String> share();

	/**
	 * Reads in a transaction of the calling thread's own, which sees the same.
	 * @param moment the name that was given
	 */
	<T> T seeing(String moment, Callable<T> reading, DispatchedBlock.Cancellation cancellation) throws Exception;

	/** What has failed in the calling thread's transaction; null if nothing has. */
	@Nullable RuntimeException failure();

	/** Something failed in another transaction that fails that of the calling thread. */
	void note(RuntimeException failure);

}
