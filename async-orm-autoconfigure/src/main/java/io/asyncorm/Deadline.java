package io.asyncorm;

import java.time.Duration;

import io.asyncorm.async.DeadlineScope;
import org.jspecify.annotations.Nullable;

/**
 * Limits how long a piece of code may wait for the database, as a request that has to be
 * answered in time: <pre>{@code
 * Page page = Deadline.within(Duration.ofSeconds(2), () -> {
 *     Book book = await(books.aget(id));
 *     return new Page(book, await(reviews.filter("book", book).alist()));
 * });
 * }</pre> Every a-method and every {@code atomic} that the code calls, on its thread, has
 * to be done by then, whatever it waits for: a connection, the statement, its rows, the
 * commit. What is not is cancelled in the database, and its future fails with Spring's
 * {@code QueryTimeoutException}, which says where the time went. What was called stays
 * under the deadline when the code has returned.
 * <p>
 * Of deadlines within each other the earlier one counts, and so it does beside the
 * timeout of a query set, of a transaction, and the setting
 * {@code async-orm.execution.timeout}. The code itself is not interrupted, but for that
 * of an atomic block.
 *
 * @since 0.1.0
 */
public final class Deadline {

	private Deadline() {
	}

	/**
	 * Runs code that returns a value.
	 * @param limit from now on
	 * @param code may throw anything, which is thrown as it is
	 */
	public static <T extends @Nullable Object, X extends Exception> T within(Duration limit, Code<T, X> code) throws X {
		return Deadline.<T, X>call(limit, code);
	}

	/**
	 * Runs code that returns nothing.
	 * @param limit from now on
	 * @param code may throw anything, which is thrown as it is
	 */
	public static <X extends Exception> void within(Duration limit, Action<X> code) throws X {
		Deadline.<@Nullable Void, X>call(limit, () -> {
			code.run();
			return null;
		});
	}

	@SuppressWarnings("unchecked") // the code throws nothing else that is checked
	private static <T extends @Nullable Object, X extends Exception> T call(Duration limit, Code<T, X> code) throws X {
		try {
			return DeadlineScope.within(limit, code::run);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw (X) ex;
		}
	}

	/**
	 * Code with a value.
	 *
	 * @param <T> the value
	 * @param <X> what it may throw
	 */
	@FunctionalInterface
	public interface Code<T extends @Nullable Object, X extends Exception> {

		T run() throws X;

	}

	/**
	 * Code without a value.
	 *
	 * @param <X> what it may throw
	 */
	@FunctionalInterface
	public interface Action<X extends Exception> {

		void run() throws X;

	}

}
