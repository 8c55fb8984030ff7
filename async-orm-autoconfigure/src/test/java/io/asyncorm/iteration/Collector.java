package io.asyncorm.iteration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A subscriber that asks for rows when a test does, and keeps what it was told. It fails
 * where signals overlap.
 */
final class Collector<E> implements Flow.Subscriber<E> {

	private final Consumer<E> action;

	private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

	private final LinkedBlockingQueue<E> rows = new LinkedBlockingQueue<>();

	private final CompletableFuture<List<E>> end = new CompletableFuture<>();

	private final List<E> all = new CopyOnWriteArrayList<>();

	private final AtomicInteger signals = new AtomicInteger();

	volatile @Nullable Thread thread;

	Collector() {
		this((row) -> {
		});
	}

	/**
	 * @param action what to do with each row besides
	 */
	Collector(Consumer<E> action) {
		this.action = action;
	}

	@Override
	public void onSubscribe(Flow.Subscription subscription) {
		this.subscription.complete(subscription);
	}

	@Override
	public void onNext(E row) {
		requireFirst();
		this.thread = Thread.currentThread();
		this.all.add(row);
		this.rows.add(row);
		this.action.accept(row);
		this.signals.decrementAndGet();
	}

	@Override
	public void onError(Throwable failure) {
		requireFirst();
		this.end.completeExceptionally(failure);
	}

	@Override
	public void onComplete() {
		requireFirst();
		this.end.complete(List.copyOf(this.all));
	}

	private void requireFirst() {
		if (this.signals.incrementAndGet() != 1 || this.end.isDone()) {
			this.end.completeExceptionally(new AssertionError("Signals overlap"));
			throw new AssertionError("Signals overlap");
		}
	}

	void request(long number) {
		this.subscription.join().request(number);
	}

	void cancel() {
		this.subscription.join().cancel();
	}

	/** Waits for rows. */
	List<E> take(int number) throws InterruptedException {
		List<E> taken = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			E row = this.rows.poll(30, TimeUnit.SECONDS);
			if (row == null) {
				throw new AssertionError("There were only " + i + " rows");
			}
			taken.add(row);
		}
		return taken;
	}

	/** What it was given so far. */
	List<E> rows() {
		return List.copyOf(this.all);
	}

	/** Completes with all rows, or with what it was told to have failed. */
	CompletableFuture<List<E>> end() {
		return this.end;
	}

}
