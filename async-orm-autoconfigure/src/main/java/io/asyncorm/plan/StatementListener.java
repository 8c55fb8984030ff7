package io.asyncorm.plan;

import org.jspecify.annotations.Nullable;

/**
 * Hears of each statement that is sent for the calls of some code, as tests do that count
 * them. Called on whatever thread sends it, and thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StatementListener {

	/**
	 * Called before a statement is prepared.
	 * @param operation what it is for, such as {@code Book.alist}
	 * @param line the line of the user's code that called; null if that is not known
	 * @param sql its text, with a question mark for each value
	 */
	void sending(String operation, @Nullable StackTraceElement line, String sql);

}
