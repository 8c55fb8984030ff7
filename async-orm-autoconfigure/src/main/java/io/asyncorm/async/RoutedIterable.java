package io.asyncorm.async;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.OtherTenantException;
import io.asyncorm.plan.TenantChoice;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Streams rows by the key and the tenant of the thread that called {@code aiterator()},
 * whichever thread consumes them, as that of a web server may; or by those of the
 * consumer, if the other had none. Two different ones are refused. Immutable.
 *
 * @param rows the rows
 * @param threads tell the key and the tenant of the consumer
 * @param route that of the call
 * @param name what to call it in messages
 */
record RoutedIterable<E extends @Nullable Object>(AsyncIterable<E> rows, VirtualThreadExecutor threads, Route route,
		String name) implements AsyncIterable<E> {

	@Override
	public CompletableFuture<@Nullable Void> forEach(Consumer<? super E> action) {
		Assert.notNull(action, "'action' must not be null");
		return together().call(() -> this.rows.forEach(action));
	}

	@Override
	public void subscribe(Flow.Subscriber<? super E> subscriber) {
		Objects.requireNonNull(subscriber, "'subscriber' must not be null");
		together().bind(() -> this.rows.subscribe(subscriber)).run();
	}

	/** What the call and the consumer depend on together. */
	private Route together() {
		Route own = this.threads.route();
		Object key = this.route.key();
		if (own.key() != null && key != null && !own.key().equals(key)) {
			throw new InvalidDataAccessApiUsageException(this.name + ": aiterator() was called with another routing key"
					+ " than its rows are consumed with, such as that of another tenant: call it for each anew");
		}
		TenantChoice tenant = (this.route.tenant() != null && !this.route.tenant().equals(TenantChoice.UNKNOWN))
				? this.route.tenant() : own.tenant();
		if (own.tenant() != null && !own.tenant().equals(TenantChoice.UNKNOWN) && !own.tenant().equals(tenant)) {
			throw new OtherTenantException(this.name + ": aiterator() was called for another tenant than its rows are"
					+ " consumed for: call it for each anew");
		}
		// a key that the thread has already is not bound again
		return (own.key() != null || key == null) ? new Route(null, null, tenant)
				: new Route(this.route.routing(), key, tenant);
	}

	@Override
	public String toString() {
		return this.rows.toString();
	}

}
