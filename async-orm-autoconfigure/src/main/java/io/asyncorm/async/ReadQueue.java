package io.asyncorm.async;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The reads of a block that wait, who uses its connection, and who helps. Thread-safe.
 */
final class ReadQueue {

	/** That of the block. */
	private final Thread thread = Thread.currentThread();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Deque<BlockRead<?>> waiting = new ArrayDeque<>();

	/** Those that have been started and have not ended. */
	private final Set<Helper> helpers = new HashSet<>();

	/** Who uses the connection of the block; null if nobody does. */
	private @Nullable Thread user;

	/**
	 * What the transaction sees; null if no other can see it, or nobody has asked yet.
	 */
	private @Nullable String moment;

	/** Nobody but the block's thread uses the connection any more. */
	private boolean alone;

	private boolean closed;

	/** Of another transaction, or of a read that never ran, while the block lasts. */
	private @Nullable RuntimeException failure;

	/** Does something that others see as a whole, and tells those who wait for it. */
	private <R extends @Nullable Object> R changing(Supplier<R> change) {
		this.lock.lock();
		try {
			return change.get();
		}
		finally {
			this.changed.signalAll();
			this.lock.unlock();
		}
	}

	/** Whether the calling thread is the block's. */
	boolean isOwn() {
		return this.thread == Thread.currentThread();
	}

	boolean isAlone() {
		return changing(() -> this.alone);
	}

	boolean isClosed() {
		return changing(() -> this.closed);
	}

	/**
	 * Adds a read, unless it would be too late.
	 * @param reader starts a thread that uses the connection, if nobody does
	 */
	Added add(BlockRead<?> read, Supplier<Thread> reader) {
		return changing(() -> {
			if (this.closed || this.alone) {
				return Added.REFUSED;
			}
			this.waiting.add(read);
			if (this.user != null) {
				return Added.WAITING;
			}
			this.user = reader.get();
			return Added.READ;
		});
	}

	/** Takes a read back that has not begun. */
	boolean remove(BlockRead<?> read) {
		return changing(() -> this.waiting.remove(read));
	}

	/**
	 * As {@link #remove(BlockRead)}, and fails the block with what the read fails with.
	 */
	boolean remove(BlockRead<?> read, RuntimeException failure) {
		return changing(() -> {
			boolean removed = this.waiting.remove(read);
			if (removed && this.failure == null) {
				this.failure = failure;
			}
			return removed;
		});
	}

	/** The next read, for who uses the connection. */
	@Nullable BlockRead<?> poll() {
		return changing(() -> this.waiting.poll());
	}

	/** All that wait do so no more. */
	List<BlockRead<?>> drain() {
		return changing(() -> {
			List<BlockRead<?>> left = List.copyOf(this.waiting);
			this.waiting.clear();
			return left;
		});
	}

	/** Whether the calling thread uses the connection, or need not tell that it does. */
	boolean isUser() {
		return changing(() -> this.alone || this.user == Thread.currentThread());
	}

	/** Waits for the connection; returns false if the block's thread has it already. */
	boolean acquire() {
		return changing(() -> {
			boolean others = this.user != this.thread;
			awaitOthers();
			this.user = this.thread;
			return others;
		});
	}

	/** Waits for the connection, which others do not get any more. */
	void acquireAlone() {
		changing(() -> {
			this.alone = true;
			awaitOthers();
			return true;
		});
	}

	private void awaitOthers() {
		while (isUsedElsewhere()) {
			this.changed.awaitUninterruptibly();
		}
	}

	private boolean isUsedElsewhere() {
		return this.user != null && this.user != this.thread;
	}

	/** The block's thread gives the connection up. */
	void release(Supplier<Thread> reader) {
		changing(() -> {
			this.user = this.waiting.isEmpty() ? null : reader.get();
			return true;
		});
	}

	/** Another thread does so; it returns false if it is to go on. */
	boolean releaseIfIdle() {
		return changing(() -> {
			boolean idle = this.waiting.isEmpty();
			this.user = idle ? null : this.user;
			return idle;
		});
	}

	/** Others may see it from now on. */
	void share(@Nullable String moment) {
		changing(() -> {
			this.moment = moment;
			return true;
		});
	}

	/** Whether there are not enough helpers, and others can help. */
	boolean wantsHelper() {
		return changing(() -> {
			long coming = this.helpers.stream().filter((helper) -> !helper.ready).count();
			return !this.closed && !this.alone && this.moment != null && this.waiting.size() > coming;
		});
	}

	/** A helper to be started; null if there are enough, or none can help. */
	@Nullable Helper nextHelper() {
		return changing(() -> {
			String seen = this.moment;
			if (seen == null || !wantsHelper()) {
				return null;
			}
			Helper helper = new Helper(seen);
			this.helpers.add(helper);
			return helper;
		});
	}

	/** A helper was started; returns false if it must be cancelled. */
	boolean started(Helper helper, CompletableFuture<?> future) {
		return changing(() -> {
			helper.future = future;
			return !this.closed || helper.read == null;
		});
	}

	/** The next read for a helper, which has none any more; null if it is to end. */
	@Nullable BlockRead<?> poll(Helper helper) {
		return changing(() -> {
			helper.ready = true;
			helper.read = this.closed ? null : this.waiting.poll();
			return helper.read;
		});
	}

	/** A helper has read; its transaction may have failed with that. */
	void read(Helper helper, @Nullable RuntimeException failed) {
		changing(() -> {
			helper.read = null;
			if (this.failure == null) {
				this.failure = failed;
			}
			return true;
		});
	}

	/** Where one that was started never came to read, the next would not either. */
	void end(Helper helper) {
		changing(() -> {
			this.helpers.remove(helper);
			if (!helper.ready && helper.future != null) {
				this.moment = null;
			}
			return true;
		});
	}

	/** Waits until all is read, and takes no more; returns what failed elsewhere. */
	@Nullable RuntimeException awaitAll() throws InterruptedException {
		this.lock.lock();
		try {
			while (this.user != null || !this.waiting.isEmpty()
					|| this.helpers.stream().anyMatch((helper) -> helper.read != null)) {
				this.changed.await();
			}
			this.closed = true;
			return this.failure;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes no more; returns what is still read elsewhere. A helper that has not begun to
	 * read never will, so that its connection stays sound.
	 */
	List<CompletableFuture<?>> close() {
		return changing(() -> {
			this.closed = true;
			List<CompletableFuture<?>> reading = new ArrayList<>();
			for (Helper helper : this.helpers) {
				if (helper.read != null && helper.future != null) {
					reading.add(helper.future);
				}
			}
			return reading;
		});
	}

	/** Whether another thread than the block's uses the connection. */
	boolean isReading() {
		return changing(this::isUsedElsewhere);
	}

	/** What becomes of a read that was added. */
	enum Added {

		/** It is read at once. */
		READ,

		/** It waits for a connection. */
		WAITING,

		/** It is too late. */
		REFUSED

	}

	/** A transaction that reads for the block; guarded by the lock. */
	static final class Helper {

		private final String moment;

		private @Nullable CompletableFuture<?> future;

		private boolean ready;

		private @Nullable BlockRead<?> read;

		private Helper(String moment) {
			this.moment = moment;
		}

		/** What it is to see. */
		String moment() {
			return this.moment;
		}

	}

}
