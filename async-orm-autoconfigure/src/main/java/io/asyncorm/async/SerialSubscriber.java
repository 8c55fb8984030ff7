package io.asyncorm.async;

import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Wraps a user's Flow subscriber so that it receives its signals serially, as Reactive
 * Streams demands: an end that comes during another signal is delivered by the thread of
 * that signal, right after it. Thread-safe.
 */
final class SerialSubscriber<E extends @Nullable Object> {

	private static final Log logger = LogFactory.getLog(SerialSubscriber.class);

	private final String name;

	private final ReentrantLock lock = new ReentrantLock();

	/** Null once it has received its last signal. */
	private Flow.@Nullable Subscriber<? super E> subscriber;

	private boolean signalling;

	private @Nullable Runnable end;

	/**
	 * @param name what to call the reading in messages
	 */
	SerialSubscriber(String name, Flow.Subscriber<? super E> subscriber) {
		this.name = name;
		this.subscriber = subscriber;
	}

	void begin(Flow.Subscription subscription) {
		Flow.Subscriber<? super E> target = enter();
		if (target != null) {
			signal(() -> target.onSubscribe(subscription));
			leave();
		}
	}

	/** Fails it without rows: {@code onSubscribe} and {@code onError}. */
	void refuse(RuntimeException reason) {
		begin(new Flow.Subscription() {

			@Override
			public void request(long number) {
			}

			@Override
			public void cancel() {
				SerialSubscriber.this.cancel();
			}

		});
		end(reason);
	}

	/**
	 * Delivers an element. Returns false if the subscription has ended.
	 * @throws InvalidDataAccessApiUsageException if the element is null
	 */
	boolean next(E element) {
		if (element == null) {
			throw new InvalidDataAccessApiUsageException(
					"%s: a row is null, and Flow has no room for that: use forEach".formatted(this.name)
							+ "(...), exclude rows that are null, or read values(...), whose rows can hold nulls");
		}
		Flow.Subscriber<? super E> target = enter();
		if (target == null) {
			return false;
		}
		signal(() -> target.onNext(element));
		return leave();
	}

	/** Delivers {@code onComplete}, or {@code onError} if there is a failure. */
	void end(@Nullable Throwable failure) {
		Runnable signal;
		this.lock.lock();
		try {
			Flow.Subscriber<? super E> target = this.subscriber;
			if (target == null || this.end != null) {
				return;
			}
			signal = (failure != null) ? () -> target.onError(failure) : target::onComplete;
			this.end = signal;
			if (this.signalling) {
				return;
			}
			this.subscriber = null;
		}
		finally {
			this.lock.unlock();
		}
		signal(signal);
	}

	/** From now on it receives no signals. */
	void cancel() {
		this.lock.lock();
		try {
			this.subscriber = null;
			this.end = null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Flow.@Nullable Subscriber<? super E> enter() {
		this.lock.lock();
		try {
			if (this.end != null) {
				return null;
			}
			this.signalling = this.subscriber != null;
			return this.subscriber;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean leave() {
		Runnable pending;
		this.lock.lock();
		try {
			this.signalling = false;
			if (this.end == null) {
				return this.subscriber != null;
			}
			pending = this.end;
			this.subscriber = null;
		}
		finally {
			this.lock.unlock();
		}
		signal(pending);
		return false;
	}

	/** A subscriber that throws has cancelled its subscription, by the rules of Flow. */
	private void signal(Runnable signal) {
		try {
			signal.run();
		}
		catch (Throwable ex) {
			cancel();
			logger.error("The subscriber of '" + this.name + "' threw an exception, which ends its subscription", ex);
		}
	}

}
