package io.asyncorm.query;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A stream of rows that are fetched in chunks, so that a large result needs little
 * memory: the result of {@code aiterator()}, and a Reactive Streams publisher. It is
 * lazy: the query runs anew for each {@link #forEach} and each subscriber.
 * <p>
 * Outside of a transaction, a reading is a virtual thread with a connection and a
 * read-only transaction of its own. It waits for a lane as every operation does, and
 * holds it until its end, also while it waits for its consumer. At its end or when it is
 * cancelled, connection and lane are given back before anybody is told.
 * <p>
 * Within a transaction, it reads on the calling thread and on the transaction's
 * connection: {@link #forEach} returns a complete future, and a subscriber gets its rows
 * within {@link java.util.concurrent.Flow.Subscription#request}, which fails on any other
 * thread and after the end of the transaction.
 * <p>
 * With Reactor: {@code JdkFlowAdapter.flowPublisherToFlux(books.aiterator())}. Immutable
 * and safe for use by several threads.
 *
 * @param <R> what each row becomes
 * @since 0.1.0
 */
public interface AsyncIterable<R extends @Nullable Object> extends Flow.Publisher<R> {

	/** How many rows are fetched at once by default, as in Django. */
	int CHUNK_SIZE = 2000;

	/**
	 * Runs an action for each row, one after the other: Django's {@code async for}. The
	 * name is the one that {@link Iterable} and streams have for it;
	 * {@link java.util.concurrent.SubmissionPublisher#consume} is the same for another
	 * publisher.
	 * <p>
	 * The future completes after the last row. It fails with what the database or the
	 * action throws, which ends the reading. Cancelling it, or its
	 * {@link CompletableFuture#orTimeout}, cancels the statement in the server and starts
	 * no further action; an action that is under way is not interrupted.
	 * @param action what to do; it may wait for other operations, if there is more than
	 * one lane. A row that is null, as a single value of {@code valuesList} can be, is
	 * given to it as any other
	 */
	CompletableFuture<@Nullable Void> forEach(Consumer<? super R> action);

	/**
	 * Delivers as many rows as the subscriber requests, on the reading's own thread. The
	 * reading begins with its first request.
	 * <p>
	 * {@code Flow} has no room for null: a row that is null ends the subscription with an
	 * {@code InvalidDataAccessApiUsageException}. Use {@link #forEach}, exclude nulls, or
	 * read {@code values(...)}, whose rows hold them.
	 * <p>
	 * An exception of the subscriber's own methods cancels its subscription and is
	 * logged.
	 */
	@Override
	void subscribe(Flow.Subscriber<? super R> subscriber);

}
