package io.asyncorm.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Follows the sessions of a database whose transactions may wait for each other, and says
 * which lines of the application stand behind them. Thread-safe.
 *
 * @since 0.1.0
 */
public interface LockObserver {

	/**
	 * Follows a session in which a transaction, or an operation without one, begins.
	 * @param process the number by which the database speaks of the session
	 */
	LockTrail follow(int process);

	/**
	 * What is to be said of a deadlock that the calling thread was told of. Blocks for a
	 * short time at most, and throws nothing.
	 * @param processes the sessions that waited for each other, that of the failed
	 * transaction first
	 * @return several lines; null if nothing is known
	 */
	@Nullable String deadlock(List<Integer> processes);

}
