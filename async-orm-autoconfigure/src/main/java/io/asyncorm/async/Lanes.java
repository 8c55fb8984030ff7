package io.asyncorm.async;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * The concurrency limit and the queue of a dispatcher. A permit is handed from task to
 * task without being released in between, so that the queue is fair. Thread-safe.
 */
final class Lanes {

	private final DispatcherSettings settings;

	private final VirtualThreadExecutor threads;

	private final Consumer<Task<?>> starter;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition idle = this.lock.newCondition();

	private final LinkedHashSet<Task<?>> waiting = new LinkedHashSet<>();

	private final Set<Task<?>> running = new HashSet<>();

	private boolean closed;

	/**
	 * Creates the lanes.
	 * @param settings how many
	 * @param threads what lanes and completions run on
	 * @param starter starts a task that has a permit on a thread of its own
	 */
	Lanes(DispatcherSettings settings, VirtualThreadExecutor threads, Consumer<Task<?>> starter) {
		this.settings = settings;
		this.threads = threads;
		this.starter = starter;
	}

	VirtualThreadExecutor threads() {
		return this.threads;
	}

	/** Starts a task, queues it or refuses it. */
	void admit(Task<?> task) {
		RuntimeException refusal = null;
		this.lock.lock();
		try {
			if (this.closed) {
				refusal = new NonTransientDataAccessResourceException(
						"'%s' was refused: the dispatcher is closed, as its application is shutting down"
							.formatted(task.name()));
			}
			else if (this.running.size() < this.settings.lanes() && mayRun(task)) {
				this.running.add(task);
			}
			else if (this.waiting.size() < this.settings.queueCapacity()) {
				this.waiting.add(task);
				return;
			}
			else {
				refusal = new OverloadedException(task.name(), this.settings.lanes(), this.settings.queueCapacity());
			}
		}
		finally {
			this.lock.unlock();
		}
		if (refusal != null) {
			task.refuse(refusal);
		}
		else {
			this.starter.accept(task);
		}
	}

	/** Gives the permit of a task to the one that has waited longest, or returns null. */
	@Nullable Task<?> replace(Task<?> done) {
		this.lock.lock();
		try {
			if (this.waiting.isEmpty()) {
				return null;
			}
			this.running.remove(done);
			Task<?> next = this.waiting.stream().filter(this::mayRun).findFirst().orElse(null);
			this.waiting.remove(next);
			this.running.add((next != null) ? next : done);
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * One lane is kept free of streams: the consumer of a stream may wait for an
	 * operation, which would never run if streams had all the lanes.
	 */
	private boolean mayRun(Task<?> task) {
		return !(task instanceof ReadingTask<?>)
				|| this.running.stream().filter(ReadingTask.class::isInstance).count() < Math.max(1,
						this.settings.lanes() - 1);
	}

	/** As {@link #replace}, but gives the permit back if nothing waits. */
	@Nullable Task<?> replaceOrEnd(Task<?> done) {
		this.lock.lock();
		try {
			Task<?> next = replace(done);
			if (next == null) {
				this.running.remove(done);
				if (this.running.isEmpty()) {
					this.idle.signalAll();
				}
			}
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Takes a task out of the queue, if it is there. */
	void remove(Task<?> task) {
		this.lock.lock();
		try {
			this.waiting.remove(task);
		}
		finally {
			this.lock.unlock();
		}
	}

	void start(Task<?> task) {
		this.starter.accept(task);
	}

	/** Refuses new tasks from now on; returns false if it was closed already. */
	boolean close() {
		this.lock.lock();
		try {
			boolean first = !this.closed;
			this.closed = true;
			return first;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until nothing runs, and so nothing waits; returns false if that takes too
	 * long.
	 */
	boolean awaitIdle(Duration limit) throws InterruptedException {
		long nanos = limit.toNanos();
		this.lock.lock();
		try {
			while (!this.running.isEmpty()) {
				if (nanos <= 0) {
					return false;
				}
				nanos = this.idle.awaitNanos(nanos);
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * All tasks, the waiting ones first, so that none of them starts when a running one
	 * is cancelled.
	 */
	List<Task<?>> unfinished() {
		this.lock.lock();
		try {
			List<Task<?>> tasks = new ArrayList<>(this.waiting);
			tasks.addAll(this.running);
			return tasks;
		}
		finally {
			this.lock.unlock();
		}
	}

	int runningCount() {
		this.lock.lock();
		try {
			return this.running.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	int waitingCount() {
		this.lock.lock();
		try {
			return this.waiting.size();
		}
		finally {
			this.lock.unlock();
		}
	}

}
