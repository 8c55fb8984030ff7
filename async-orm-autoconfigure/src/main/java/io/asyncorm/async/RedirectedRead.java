package io.asyncorm.async;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.asyncorm.query.ReadOnlyTransactionException;
import org.jspecify.annotations.Nullable;

/**
 * The work behind the future of what is read from a replica, and from the primary if it
 * turns out to write, which a replica refuses before anything is written. Thread-safe.
 */
final class RedirectedRead<R extends @Nullable Object> implements Work {

	private final OperationFuture<R> reading;

	private final OperationFuture<R> future;

	private final Supplier<CompletableFuture<R>> again;

	/** Null until it has turned out to write. */
	private @Nullable OperationFuture<R> writing;

	/** Whether it was stopped between the two. */
	private boolean stopped;

	private RedirectedRead(OperationFuture<R> reading, Supplier<CompletableFuture<R>> again) {
		this.reading = reading;
		this.future = new OperationFuture<>(this);
		this.again = again;
	}

	/**
	 * The future of both.
	 * @param reading that of the replica
	 * @param again starts it at the primary
	 */
	static <R extends @Nullable Object> CompletableFuture<R> of(CompletableFuture<R> reading,
			Supplier<CompletableFuture<R>> again) {
		RedirectedRead<R> redirected = new RedirectedRead<>((OperationFuture<R>) reading, again);
		redirected.reading.whenComplete(redirected::isRead);
		return redirected.future;
	}

	private void isRead(@Nullable R value, @Nullable Throwable failure) {
		CompletableFuture<R> second = (failure instanceof ReadOnlyTransactionException) ? startAgain() : null;
		if (second == null) {
			this.future.publish(value, failure);
			return;
		}
		second.whenComplete((written, refusal) -> {
			if (refusal != null) {
				this.reading.work().explain(refusal);
			}
			this.future.publish(written, refusal);
		});
	}

	private synchronized @Nullable CompletableFuture<R> startAgain() {
		CompletableFuture<R> second = this.stopped ? null : this.again.get();
		this.writing = (OperationFuture<R>) second;
		return second;
	}

	private synchronized OperationFuture<R> present() {
		return (this.writing != null) ? this.writing : this.reading;
	}

	@Override
	public String name() {
		return this.reading.work().name();
	}

	@Override
	public VirtualThreadExecutor threads() {
		return this.reading.work().threads();
	}

	@Override
	public boolean stop() {
		OperationFuture<R> present = stopped();
		return present.isDone() || present.cancel(true);
	}

	/** What is left to stop; no write starts after a read that is stopped. */
	private synchronized OperationFuture<R> stopped() {
		this.stopped = this.writing == null;
		return present();
	}

	/** The task's own future fails, or succeeds after all, and this one with it. */
	@Override
	public boolean expire(String limit) {
		OperationFuture<R> present = present();
		return present.isDone() || present.work().expire(limit);
	}

	@Override
	public List<Task<?>> unfinishedTasks() {
		OperationFuture<R> present = present();
		return present.isDone() ? List.of() : present.work().unfinishedTasks();
	}

	@Override
	public boolean isReportable() {
		return this.reading.work().isReportable();
	}

	@Override
	public void explain(Throwable failure) {
		this.reading.work().explain(failure);
	}

}
