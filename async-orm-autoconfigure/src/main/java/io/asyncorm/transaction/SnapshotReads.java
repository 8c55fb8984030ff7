package io.asyncorm.transaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What is read in one snapshot: threads that have come to see it take the reads one after
 * the other, so that few threads do all that many would do. If a read fails, so does the
 * whole. Thread-safe.
 *
 * @param <T> what is read
 */
final class SnapshotReads<T extends @Nullable Object> {

	private final List<Callable<T>> reads;

	private final @Nullable Object[] values;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition settled = this.lock.newCondition();

	/** All that they give; it is known once the first thread was started. */
	private final CompletableFuture<CompletableFuture<List<T>>> whole = new CompletableFuture<>();

	private final List<Helper> helpers = new ArrayList<>();

	private int next;

	private int running;

	private boolean closed;

	/** The first, while not all was read. */
	private @Nullable Throwable failure;

	SnapshotReads(Collection<? extends Callable<T>> reads) {
		Assert.noNullElements(reads, "'reads' must not hold nulls");
		this.reads = List.copyOf(reads);
		this.values = new @Nullable Object[this.reads.size()];
	}

	/** How many threads can have something to do. */
	int size() {
		return this.reads.size();
	}

	/** Tells the future of all that they give, which fails as soon as one does. */
	CompletableFuture<List<T>> of(CompletableFuture<List<T>> future) {
		this.whole.complete(future);
		return future;
	}

	/** Adds a thread that may come to help. */
	void add(Helper helper, CompletableFuture<?> future) {
		boolean late;
		this.lock.lock();
		try {
			helper.future = future;
			this.helpers.add(helper);
			late = this.closed && !helper.started;
		}
		finally {
			this.lock.unlock();
		}
		if (late) {
			future.cancel(true);
		}
	}

	/** Whether a read is left. */
	boolean isOpen() {
		this.lock.lock();
		try {
			return !this.closed && this.next < this.reads.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Reads until nothing is left.
	 * @param check fails if something went wrong in a read of which nobody heard
	 */
	void read(Runnable check) throws Exception {
		for (int read = take(); read >= 0; read = take()) {
			Throwable failed = null;
			try {
				this.values[read] = TransactionRunner.requireNoFuture(this.reads.get(read).call());
				check.run();
			}
			catch (Throwable ex) {
				failed = ex;
				throw ex;
			}
			finally {
				settle(failed);
			}
		}
	}

	/** Reads as {@link #read} does; what fails here ends what others are reading. */
	void help(Helper helper, Runnable check) throws Exception {
		mark(helper, true);
		try {
			read(check);
		}
		catch (Throwable ex) {
			if (ex == firstFailure()) {
				this.whole.thenAccept((future) -> future.completeExceptionally(ex));
			}
			throw ex;
		}
		finally {
			mark(helper, false);
		}
	}

	private void mark(Helper helper, boolean reading) {
		this.lock.lock();
		try {
			helper.reading = reading;
		}
		finally {
			this.lock.unlock();
		}
	}

	private int take() {
		this.lock.lock();
		try {
			if (!isOpen()) {
				return -1;
			}
			this.running++;
			return this.next++;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void settle(@Nullable Throwable failed) {
		this.lock.lock();
		try {
			this.running--;
			if (failed != null && !this.closed) {
				this.closed = true;
				this.failure = failed;
			}
			this.settled.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Throwable firstFailure() {
		this.lock.lock();
		try {
			return this.failure;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits for what others are reading, and returns it all, in order. */
	@SuppressWarnings("unchecked") // what the reads gave
	List<T> awaitAll() throws Exception {
		this.lock.lock();
		try {
			while (this.running > 0) {
				this.settled.await();
			}
			if (this.failure instanceof Exception failed) {
				throw failed;
			}
			if (this.failure instanceof Error failed) {
				throw failed;
			}
			return (List<T>) Collections.unmodifiableList(Arrays.asList(this.values.clone()));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Nothing more is read: those who wait for a lane, or are still reading, are
	 * cancelled. Those in between end by themselves, and keep their connections sound.
	 */
	void close() {
		List<CompletableFuture<?>> superfluous = new ArrayList<>();
		this.lock.lock();
		try {
			this.closed = true;
			for (Helper helper : this.helpers) {
				if (helper.future != null && (!helper.started || helper.reading)) {
					superfluous.add(helper.future);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		superfluous.forEach((helper) -> helper.cancel(true));
	}

	/** A helper has a lane; returns false if there is nothing to do with it. */
	boolean start(Helper helper) {
		this.lock.lock();
		try {
			helper.started = true;
			return isOpen();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A thread that helps to read; guarded by the lock of the reads. */
	static final class Helper {

		private @Nullable CompletableFuture<?> future;

		private boolean started;

		private boolean reading;

	}

}
