package io.asyncorm.async;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.OperationRouting;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Streams rows by the key of the thread that called {@code aiterator()}, whichever thread
 * consumes them, as that of a web server may; or by the key of the consumer, if the other
 * had none. Two different keys are refused. Immutable.
 *
 * @param rows the rows
 * @param routing tells the key of the consumer
 * @param route that of the call
 * @param name what to call it in messages
 */
record RoutedIterable<E extends @Nullable Object>(AsyncIterable<E> rows, OperationRouting routing, Route route,
		String name) implements AsyncIterable<E> {

	@Override
	public CompletableFuture<@Nullable Void> forEach(Consumer<? super E> action) {
		Assert.notNull(action, "'action' must not be null");
		return isOfConsumer() ? this.rows.forEach(action) : this.route.call(() -> this.rows.forEach(action));
	}

	@Override
	public void subscribe(Flow.Subscriber<? super E> subscriber) {
		Objects.requireNonNull(subscriber, "'subscriber' must not be null");
		if (isOfConsumer()) {
			this.rows.subscribe(subscriber);
		}
		else {
			this.route.bind(() -> this.rows.subscribe(subscriber)).run();
		}
	}

	private boolean isOfConsumer() {
		Object own = this.routing.currentKey();
		Object key = this.route.key();
		if (own != null && key != null && !own.equals(key)) {
			throw new InvalidDataAccessApiUsageException(this.name + ": aiterator() was called with another routing key"
					+ " than its rows are consumed with, such as that of another tenant: call it for each anew");
		}
		return own != null || key == null;
	}

	@Override
	public String toString() {
		return this.rows.toString();
	}

}
