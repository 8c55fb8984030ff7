package io.asyncorm.async;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.asyncorm.plan.CallOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * The concurrency limit and the queue of a dispatcher. A permit is handed from task to
 * task without being released in between, so that the queue is fair.
 * <p>
 * Code of the user that holds a permit, as a block or the consumer of a stream does, may
 * wait for an operation that needs one, too. So a permit is kept free of such code; what
 * it starts or waits for is next; and where all permits are held by code that waits for
 * what is queued, that is refused, as it would wait for ever. Thread-safe.
 */
final class Lanes {

	private final DispatcherSettings settings;

	private final VirtualThreadExecutor threads;

	private final Consumer<Task<?>> starter;

	private final CallLimit usualLimit;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition idle = this.lock.newCondition();

	private final WaitingTasks waiting = new WaitingTasks();

	private final LinkedHashSet<Task<?>> running = new LinkedHashSet<>();

	private final LongAdder mergedLookups = new LongAdder();

	private final LongAdder mergedStatements = new LongAdder();

	private int blocks;

	private int readings;

	private int background;

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
		this.usualLimit = new CallLimit(TimeLimit.nanosOrNever(settings.timeout()), false, null);
	}

	VirtualThreadExecutor threads() {
		return this.threads;
	}

	/** Whether lookups that wait become one statement. */
	boolean mergesLookups() {
		return this.settings.mergeLookups() && this.settings.keepConnections();
	}

	void countMerged(int lookups) {
		this.mergedLookups.add(lookups);
		this.mergedStatements.increment();
	}

	/** How long a call of the calling thread may take. */
	CallLimit limit(CallOptions options) {
		return (options.timeout() == null && DeadlineScope.current() == null) ? this.usualLimit
				: CallLimit.of(options, this.settings.timeout());
	}

	/** Starts a task, queues it or refuses it. */
	void admit(Task<?> task) {
		task.timer().admit();
		boolean wanted = ThreadTask.current() != null;
		Supplier<RuntimeException> refusal;
		this.lock.lock();
		try {
			if (wanted) {
				task.markWanted();
			}
			else if (task instanceof OperationTask<?> operation && operation.lookup() != null
					&& task.kind() == TaskKind.OPERATION) {
				operation.setGroup(this.waiting.group(operation.lookup(), operation.route()));
			}
			if (this.closed) {
				refusal = () -> new NonTransientDataAccessResourceException(
						"'%s' was refused: the dispatcher is closed, as its application is shutting down"
							.formatted(task.name()));
			}
			else if (isFree() && mayRun(task)) {
				enter(task);
				refusal = null;
			}
			else if (this.waiting.size() < this.settings.queueCapacity()) {
				this.waiting.add(task);
				return;
			}
			else {
				List<Task<?>> running = List.copyOf(this.running);
				List<Task<?>> oldest = this.waiting.oldest();
				int waiting = this.waiting.size();
				refusal = () -> OverloadedException.queueIsFull(task.name(), this.settings, running, waiting, oldest);
			}
		}
		finally {
			this.lock.unlock();
		}
		if (refusal != null) {
			task.refuse(refusal.get());
		}
		else {
			this.starter.accept(task);
		}
	}

	/** Gives the permit of a task to the next that may have it, or returns null. */
	@Nullable Task<?> replace(Task<?> done) {
		this.lock.lock();
		try {
			if (this.waiting.isEmpty()) {
				return null;
			}
			leave(done);
			Task<?> next = this.waiting.poll(this::mayRun);
			enter((next != null) ? next : done);
			startMore();
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Lookups that have waited for each other, and need not any more. */
	private void startMore() {
		for (Task<?> more = isFree() ? this.waiting.poll(this::mayRun) : null; more != null; more = isFree()
				? this.waiting.poll(this::mayRun) : null) {
			enter(more);
			this.starter.accept(more);
		}
	}

	private boolean isFree() {
		return this.running.size() < this.settings.lanes();
	}

	/**
	 * Whether a task may have a permit that is free: one is kept for operations, and of
	 * more than three one for blocks while rows are streamed to users, for as long as
	 * they like. Half of them are kept free of what is done in the background.
	 */
	private boolean mayRun(Task<?> task) {
		int lanes = this.settings.lanes();
		return task.isWanted() || switch (task.kind()) {
			case OPERATION ->
				!(task instanceof OperationTask<?> lookup) || lookup.group() == null || !lookup.group().isHeld();
			case BLOCK -> this.blocks + this.readings < ((lanes > 3) ? lanes - 1 : lanes);
			case READING -> this.readings < ((lanes > 3) ? lanes - 2 : lanes)
					&& this.blocks + this.readings < Math.max(1, lanes - 1);
			case BACKGROUND -> this.background < Math.max(1, lanes / 2);
		};
	}

	private void enter(Task<?> task) {
		this.running.add(task);
		count(task, 1);
		if (task instanceof OperationTask<?> operation) {
			operation.entered();
			putForward(operation.group());
		}
	}

	private void leave(Task<?> task) {
		this.running.remove(task);
		count(task, -1);
		if (task instanceof OperationTask<?> operation) {
			operation.left();
			putForward(operation.group());
		}
	}

	private void putForward(@Nullable LookupGroup group) {
		if (group != null) {
			this.waiting.putForward(group);
		}
	}

	private void count(Task<?> task, int change) {
		switch (task.kind()) {
			case OPERATION -> {
			}
			case BLOCK -> this.blocks += change;
			case READING -> this.readings += change;
			case BACKGROUND -> this.background += change;
		}
	}

	/**
	 * The thread of a task waits for other work from now on: that is next, and is refused
	 * if nothing that runs can end before it does.
	 */
	void await(ThreadTask<?> task, Work awaited) {
		List<Task<?>> start = new ArrayList<>();
		List<Task<?>> refuse = new ArrayList<>();
		RuntimeException refusal = null;
		this.lock.lock();
		try {
			task.setAwaited(awaited);
			for (Task<?> other : awaited.unfinishedTasks()) {
				if (this.waiting.remove(other)) {
					other.markWanted();
					if (other instanceof OperationTask<?> operation) {
						operation.setGroup(null);
					}
					if (isFree()) {
						enter(other);
						start.add(other);
					}
					else {
						this.waiting.add(other);
						refuse.add(other);
					}
				}
			}
			if (!refuse.isEmpty() && nothingCanEnd()) {
				refuse.forEach(this.waiting::remove);
				refusal = OverloadedException.wouldNeverRun(awaited.name(), this.settings, this.running);
			}
		}
		finally {
			this.lock.unlock();
		}
		start.forEach(this.starter);
		if (refusal != null) {
			for (Task<?> other : refuse) {
				RuntimeException reason = refusal;
				this.threads.start(Outcome.COMPLETION, () -> other.refuse(reason));
			}
		}
	}

	void endAwait(ThreadTask<?> task) {
		this.lock.lock();
		try {
			task.setAwaited(null);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Whether all that runs is code of the user that waits for what is queued or runs.
	 */
	private boolean nothingCanEnd() {
		return !isFree() && this.running.stream()
			.allMatch((task) -> task instanceof ThreadTask<?> holder && holder.awaited() != null
					&& isHeldUp(holder.awaited()));
	}

	private boolean isHeldUp(Work awaited) {
		List<Task<?>> tasks = awaited.unfinishedTasks();
		return !tasks.isEmpty()
				&& tasks.stream().allMatch((task) -> this.waiting.contains(task) || this.running.contains(task));
	}

	/** As {@link #replace}, but gives the permit back if nothing waits. */
	@Nullable Task<?> replaceOrEnd(Task<?> done) {
		this.lock.lock();
		try {
			Task<?> next = replace(done);
			if (next == null) {
				leave(done);
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
			List<Task<?>> tasks = this.waiting.all();
			for (Task<?> task : this.running) {
				tasks.add(task);
				if (task instanceof OperationTask<?> operation) {
					tasks.addAll(operation.companions());
				}
			}
			return tasks;
		}
		finally {
			this.lock.unlock();
		}
	}

	MergeCount mergeCount() {
		return new MergeCount(this.mergedLookups.sum(), this.mergedStatements.sum());
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
