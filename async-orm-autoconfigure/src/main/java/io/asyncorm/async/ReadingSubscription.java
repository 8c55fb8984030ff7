package io.asyncorm.async;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Flow.Subscription} outside of a transaction: rows are read on a thread of
 * their own, which starts with the first request. Thread-safe.
 */
final class ReadingSubscription<E extends @Nullable Object> implements Flow.Subscription {

	private final AsyncDispatcher dispatcher;

	private final SerialSubscriber<E> subscriber;

	private final Demand demand = new Demand();

	private final ReadingTask<E> task;

	private final AtomicBoolean requested = new AtomicBoolean();

	/**
	 * The two conditions to start: the first request, and the return of
	 * {@code onSubscribe}.
	 */
	private final AtomicInteger missing = new AtomicInteger(2);

	ReadingSubscription(OperationIterable<E> rows, SerialSubscriber<E> subscriber) {
		this.dispatcher = rows.dispatcher();
		this.subscriber = subscriber;
		this.task = new ReadingTask<>(rows, this.dispatcher.lanes(), this.demand, subscriber::next);
	}

	void begin() {
		this.task.future().whenComplete((value, failure) -> this.subscriber.end(failure));
		this.subscriber.begin(this);
		startIfComplete();
	}

	@Override
	public void request(long number) {
		if (number <= 0) {
			this.task.future().completeExceptionally(notPositive(this.task.name(), number));
			return;
		}
		this.demand.add(number);
		if (this.requested.compareAndSet(false, true)) {
			startIfComplete();
		}
	}

	@Override
	public void cancel() {
		this.subscriber.cancel();
		this.task.future().cancel(false);
	}

	private void startIfComplete() {
		if (this.missing.decrementAndGet() == 0 && !this.task.future().isDone()) {
			this.dispatcher.admit(this.task);
		}
	}

	/** The failure of a request of no rows, by rule 3.9 of Reactive Streams. */
	static IllegalArgumentException notPositive(String name, long number) {
		return new IllegalArgumentException(
				"%s: %d rows were requested, but rule 3.9 of Reactive Streams wants a positive number".formatted(name,
						number));
	}

}
