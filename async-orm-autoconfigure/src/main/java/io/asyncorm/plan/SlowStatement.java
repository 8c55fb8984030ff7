package io.asyncorm.plan;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A statement that took as long as a slow one, or longer, and whom to ask about it. It
 * holds the statement's values, which it never tells.
 *
 * @param operation what it was for, see {@link Operation#name()}
 * @param line the line of the user's code that called; null if that is not known
 * @param sql its text, without values
 * @param nanos how long it took, its rows included
 * @param rows how many rows it returned or changed; null if that is not known, as where
 * it failed
 * @param server whom to ask
 * @since 0.1.0
 */
public record SlowStatement(String operation, @Nullable StackTraceElement line, String sql, long nanos,
		@Nullable Long rows, Server server) {

	/** The database that was slow. */
	public interface Server {

		/**
		 * Asks, on a connection of its own and in a transaction that is read-only and
		 * rolled back. Blocks.
		 * @param timeout how long an answer may take
		 * @throws org.springframework.dao.DataAccessException if the database cannot be
		 * asked, or does not answer in time
		 */
		<T> T ask(Duration timeout, Function<Questions, T> questions);

	}

	/** What can be asked, by one thread. */
	public interface Questions {

		/** Executes what returns nothing. */
		void execute(String sql);

		/** The lines of the first column that a query without values returns. */
		List<String> lines(String sql);

		/**
		 * The lines of the first column that the statement returns, with its values and
		 * with words before it that have it explained. They may tell the values.
		 */
		List<String> explain(String words);

	}

}
