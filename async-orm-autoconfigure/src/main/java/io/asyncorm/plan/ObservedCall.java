package io.asyncorm.plan;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * A call of which an {@link OperationObserver} was told. Thread-safe.
 *
 * @since 0.1.0
 */
public interface ObservedCall {

	/** Does its work on the calling thread, where it is the current one meanwhile. */
	<R extends @Nullable Object> R during(Callable<R> work) throws Exception;

	/**
	 * It was sent as a part of a statement that is for others, too.
	 * @param statement the number of the statement, which is the same for all of them
	 * @param operations how many there are
	 */
	default void merged(long statement, int operations) {
	}

	/**
	 * It has ended, before its future completes. Only the first time counts.
	 * @param failure what it has failed with; null if it has not
	 */
	void ended(@Nullable Throwable failure);

	/** What an observer has made, where others may be around it; null if it is none. */
	default <T> @Nullable T unwrap(Class<T> type) {
		return type.isInstance(this) ? type.cast(this) : null;
	}

}
