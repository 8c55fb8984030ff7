package io.asyncorm;

import java.time.Duration;

import io.asyncorm.async.DeadlineScope;
import io.asyncorm.query.ScopedAction;
import io.asyncorm.query.ScopedCode;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

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
	public static <T extends @Nullable Object, X extends Exception> T within(Duration limit, ScopedCode<T, X> code)
			throws X {
		return DeadlineScope.<T, X>within(limit, code);
	}

	/**
	 * Runs code that returns nothing.
	 * @param limit from now on
	 * @param code may throw anything, which is thrown as it is
	 */
	public static <X extends Exception> void within(Duration limit, ScopedAction<X> code) throws X {
		Assert.notNull(code, "'code' must not be null");
		DeadlineScope.<@Nullable Void, X>within(limit, code.asCode());
	}

}
