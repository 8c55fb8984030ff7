package io.asyncorm.test;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.asyncorm.async.StatementScope;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Counts the statements that some code sends, in tests: Django's
 * {@code assertNumQueries}.
 *
 * <pre class="code">
 * List&lt;Book&gt; found = assertQueries(2, () -&gt; await(books.prefetchRelated("tags").alist()));
 *
 * assertThat(sentQueries(() -&gt; await(books.alist()))).hasSize(1);
 * </pre>
 *
 * What counts is what the calls of the code send, and those of the callbacks of their
 * futures, on whatever thread that is; not what others send at the same time, nor what
 * begins and ends transactions. All that was called is waited for, and is not merged with
 * other calls into one statement, so that the number is always the same. Works in any
 * test, with and without Spring, and needs no setting.
 *
 * @since 0.1.0
 */
public final class QueryAssertions {

	private QueryAssertions() {
	}

	/**
	 * Runs code that has to send so many statements.
	 * @param expected how many
	 * @param code what sends them; a future that it gives is awaited
	 * @return what the code gives
	 * @throws AssertionError if there are more or fewer, with all of them and the lines
	 * that sent them
	 * @throws Exception as the code does
	 */
	public static <T extends @Nullable Object> T assertQueries(int expected, Callable<T> code) throws Exception {
		Assert.isTrue(expected >= 0, "'expected' must not be negative");
		Queue<SentQuery> sent = new ConcurrentLinkedQueue<>();
		T result = listen(sent, code);
		if (sent.size() != expected) {
			throw new AssertionError(message(expected, List.copyOf(sent)));
		}
		return result;
	}

	/**
	 * As {@link #assertQueries(int, Callable)}, for code that gives nothing.
	 */
	public static void assertQueries(int expected, Block code) throws Exception {
		assertQueries(expected, code.toCallable());
	}

	/**
	 * The statements that some code sends, for assertions of their own: their text says
	 * which line sent which.
	 * @param code what sends them; a future that it gives is awaited
	 * @throws Exception as the code does
	 */
	public static List<SentQuery> sentQueries(Callable<?> code) throws Exception {
		Queue<SentQuery> sent = new ConcurrentLinkedQueue<>();
		listen(sent, code);
		return List.copyOf(sent);
	}

	/**
	 * As {@link #sentQueries(Callable)}, for code that gives nothing.
	 */
	public static List<SentQuery> sentQueries(Block code) throws Exception {
		return sentQueries(code.toCallable());
	}

	private static <T extends @Nullable Object> T listen(Queue<SentQuery> sent, Callable<T> code) throws Exception {
		return StatementScope.listen((operation, line, sql) -> sent.add(new SentQuery(operation, line, sql)), code);
	}

	private static String message(int expected, List<SentQuery> sent) {
		StringBuilder message = new StringBuilder(
				"Expected %s, but %s sent".formatted((expected == 1) ? "1 query" : expected + " queries",
						(sent.size() == 1) ? "1 was" : sent.size() + " were"));
		for (int i = 0; i < sent.size(); i++) {
			message.append((i == 0) ? ":" : "").append("\n  %d. %s".formatted(i + 1, sent.get(i)));
		}
		return message.toString();
	}

	/** Code that gives nothing. */
	@FunctionalInterface
	public interface Block {

		void run() throws Exception;

		private Callable<@Nullable Void> toCallable() {
			return () -> {
				run();
				return null;
			};
		}

	}

}
