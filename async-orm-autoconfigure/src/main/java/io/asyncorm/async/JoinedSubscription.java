package io.asyncorm.async;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;

import io.asyncorm.plan.ObservedCall;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Flow.Subscription} in the subscriber's own transaction: rows are read on the
 * subscriber's thread, during its requests. Only {@link #cancel()} may be called by other
 * threads; their requests are refused.
 */
final class JoinedSubscription<E extends @Nullable Object> implements Flow.Subscription {

	private final JoinedReading<E> reading;

	private final SerialSubscriber<E> subscriber;

	private final @Nullable ObservedCall observed;

	private Iterator<E> chunk = Collections.emptyIterator();

	private boolean begun;

	private boolean emitting;

	private long wanted;

	private volatile boolean ended;

	JoinedSubscription(JoinedReading<E> reading, SerialSubscriber<E> subscriber) {
		this.reading = reading;
		this.subscriber = subscriber;
		this.observed = reading.observe();
	}

	/** Rows that are requested within {@code onSubscribe} are delivered after it. */
	void begin() {
		this.emitting = true;
		this.subscriber.begin(this);
		this.emitting = false;
		emit();
	}

	@Override
	public void request(long number) {
		if (this.ended) {
			return;
		}
		RuntimeException refusal = this.reading.refusal();
		if (refusal == null && number <= 0) {
			refusal = ReadingSubscription.notPositive(this.reading.name(), number);
		}
		if (refusal != null) {
			end(refusal);
			return;
		}
		this.wanted = Demand.sum(this.wanted, number);
		emit();
	}

	@Override
	public void cancel() {
		this.subscriber.cancel();
		this.ended = true;
		this.reading.close();
		tellEnd(new CancellationException("'" + this.reading.name() + "' was cancelled"));
	}

	private void tellEnd(@Nullable Throwable failure) {
		if (this.observed != null) {
			this.observed.ended(failure);
		}
	}

	private void end(@Nullable Throwable failure) {
		this.ended = true;
		this.reading.close();
		tellEnd(failure);
		this.subscriber.end(failure);
	}

	/** Rows that are requested within {@code onNext} are delivered after it. */
	private void emit() {
		if (this.emitting) {
			return;
		}
		this.emitting = true;
		try {
			while (!this.ended && (this.wanted > 0 || this.begun && !this.chunk.hasNext())) {
				emitOne();
			}
		}
		catch (Throwable ex) {
			end(ex);
		}
		finally {
			this.emitting = false;
			if (this.ended) {
				this.reading.close();
			}
		}
	}

	private void emitOne() {
		if (!this.chunk.hasNext()) {
			this.begun = true;
			List<E> next = this.reading.next();
			if (next == null) {
				end(null);
				return;
			}
			this.chunk = next.iterator();
		}
		else {
			this.wanted = (this.wanted == Long.MAX_VALUE) ? this.wanted : this.wanted - 1;
			if (!this.subscriber.next(this.chunk.next())) {
				this.ended = true;
				tellEnd(null);
			}
		}
	}

}
