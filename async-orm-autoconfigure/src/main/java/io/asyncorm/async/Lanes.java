package io.asyncorm.async;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.Mergeable;
import io.asyncorm.plan.Operation;
import io.asyncorm.query.MergeKind;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * The concurrency limit and the queue of a dispatcher. A permit is handed from task to
 * task without being released in between, so that the queue is fair.
 * <p>
 * Code of the user that holds a permit, as a block or the consumer of a stream does, may
 * wait for an operation that needs one, too. So a permit is kept free of such code; what
 * it waits for is next, and what it starts takes turns with the rest; and where all
 * permits are held by code that waits for what is queued, that is refused, as it would
 * wait for ever. Thread-safe.
 */
final class Lanes {

	private final DispatcherSettings settings;

	private final VirtualThreadExecutor threads;

	private final VirtualThreadExecutor threadsWithoutContext;

	private final Consumer<Task<?>> starter;

	private final CallLimit usualLimit;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition idle = this.lock.newCondition();

	private final WaitingTasks waiting = new WaitingTasks(this::watch);

	private final RunningTasks running;

	private final WaitingCode waitingCode;

	private final Monitor monitor;

	private final MergeKinds mergeKinds;

	private boolean closed;

	/**
	 * Creates the lanes.
	 * @param settings how many
	 * @param mergeable the kinds of operations of which the database can do several by
	 * one statement
	 * @param threads what lanes and completions run on
	 * @param starter starts a task that has a permit on a thread of its own
	 * @param monitor counts what happens
	 */
	Lanes(DispatcherSettings settings, Set<MergeKind> mergeable, VirtualThreadExecutor threads,
			Consumer<Task<?>> starter, Monitor monitor) {
		this.monitor = monitor;
		this.settings = settings;
		this.threads = threads;
		this.threadsWithoutContext = threads.withoutContext();
		this.starter = starter;
		this.usualLimit = new CallLimit(TimeLimit.nanosOrNever(settings.timeout()), false, null);
		this.running = new RunningTasks(settings.lanes());
		this.waitingCode = new WaitingCode(this, settings, this.running, this.waiting);
		this.mergeKinds = new MergeKinds(settings.keepConnections() ? mergeable : Set.of(), settings.merge());
	}

	VirtualThreadExecutor threads() {
		return this.threads;
	}

	VirtualThreadExecutor threadsWithoutContext() {
		return this.threadsWithoutContext;
	}

	/** What can be merged of an operation; null if it cannot be. */
	@Nullable Mergeable mergeable(Operation<?> operation, CallOptions options) {
		return this.mergeKinds.mergeable(operation, options);
	}

	Monitor monitor() {
		return this.monitor;
	}

	/** How long a call of the calling thread may take. */
	CallLimit limit(CallOptions options) {
		return (options.timeout() == null && DeadlineScope.current() == null) ? this.usualLimit
				: CallLimit.of(options, this.settings.timeout());
	}

	/** Starts a task, queues it or refuses it. */
	void admit(Task<?> task) {
		task.timer().admit();
		boolean nested = ThreadTask.current() != null;
		boolean wanted = nested && !task.kind().isBackground();
		MergeGroup.Key key = (!wanted && task instanceof OperationTask<?> operation) ? operation.groupKey() : null;
		Supplier<RuntimeException> refusal;
		this.lock.lock();
		try {
			if (wanted) {
				task.markWanted();
			}
			else if (key != null && task instanceof OperationTask<?> operation) {
				operation.setGroup(this.waiting.group(key));
			}
			if (this.closed) {
				refusal = () -> new NonTransientDataAccessResourceException(
						"'%s' was refused: the dispatcher is closed, as its application is shutting down"
							.formatted(task.name()));
			}
			else if (mayEnter(task) || isQueueFull() && this.running.mayReplace(ThreadTask.current(), task)) {
				enter(task);
				refusal = null;
			}
			else if (!isQueueFull()) {
				this.waiting.add(task);
				startMore();
				return;
			}
			else {
				List<Task<?>> running = List.copyOf(this.running.all());
				List<Task<?>> oldest = this.waiting.oldest();
				int waiting = this.waiting.size();
				refusal = () -> Overload.queueIsFull(task.name(), this.settings, running, waiting, oldest);
			}
		}
		finally {
			this.lock.unlock();
		}
		if (refusal != null) {
			this.monitor.refused(1);
			task.refuse(refusal.get());
		}
		else {
			this.starter.accept(task);
		}
	}

	/**
	 * A lane begins with an operation: those that wait by now, and can become one
	 * statement with it, go along.
	 */
	void begin(OperationTask<?> task) {
		locked(() -> {
			MergeGroup group = task.group();
			if (group != null) {
				task.begins(this.waiting.takeCompanions(task, group));
				this.waiting.putForward(group);
				startMore();
			}
		});
	}

	/** Starts a task if a permit is free and nobody waits for one; else does nothing. */
	boolean admitIfFree(Task<?> task) {
		this.lock.lock();
		try {
			if (!isFree() || !this.running.mayRun(task)) {
				return false;
			}
			task.timer().admit();
			enter(task);
		}
		finally {
			this.lock.unlock();
		}
		this.starter.accept(task);
		return true;
	}

	/** Whether a permit is free, and nobody waits for one. */
	boolean isFree() {
		return read((running, waiting, closed) -> running.isFree() && waiting.isEmpty() && !closed);
	}

	/** Notes what has become of a task and its companions, so that none is missed. */
	void ran(OperationTask<?> task, long nanos, MergedOperations merged) {
		locked(() -> task.ran(nanos, merged));
	}

	/**
	 * Whether a task may start at once. Those that it could be merged with, and that wait
	 * already, take it along; none is refused because of them.
	 */
	private boolean mayEnter(Task<?> task) {
		MergeGroup group = (task instanceof OperationTask<?> operation) ? operation.group() : null;
		if (!this.running.isFree() || group != null && !isQueueFull() && !group.waiting().isEmpty()) {
			return false;
		}
		if (isQueueFull() && task instanceof OperationTask<?> operation && !this.running.mayRun(task)) {
			operation.setGroup(null);
		}
		return this.running.mayRun(task);
	}

	private boolean isQueueFull() {
		return this.waiting.size() >= this.settings.queueCapacity();
	}

	/**
	 * Gives the permit of a task, and the connection, to the next that may have them; or
	 * back, the connection first, as whoever finds the permit free wants one, too.
	 * @return the next task; null if there is none
	 */
	@Nullable Task<?> handOver(Task<?> done, HeldConnection connection) {
		Task<?> next = replace(done);
		if (!connection.isFor(next)) {
			connection.release();
		}
		return (next != null) ? next : replaceOrEnd(done);
	}

	/**
	 * Gives the permit of a task to the next that may have it, or returns null. Those
	 * that were in one statement with it and have no outcome wait again.
	 */
	private @Nullable Task<?> replace(Task<?> done) {
		this.lock.lock();
		try {
			List<OperationTask<?>> apart = (done instanceof OperationTask<?> operation) ? operation.takeApart()
					: List.of();
			if (this.waiting.isEmpty() && apart.isEmpty()) {
				return null;
			}
			leave(done);
			this.waiting.addAgain(apart);
			Task<?> next = poll();
			enter((next != null) ? next : done);
			startMore();
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** As {@link #replace}, but gives the permit back if nothing waits. */
	private @Nullable Task<?> replaceOrEnd(Task<?> done) {
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

	/**
	 * Those that are held may run after a while, whether or not anything else happens.
	 */
	private void watch(MergeGroup group) {
		if (!group.watch(true)) {
			this.threads.alarms().set(Alarm.of(() -> holdIsOver(group)), group.heldUntil());
		}
	}

	private void holdIsOver(MergeGroup group) {
		locked(() -> {
			group.watch(false);
			this.waiting.putForward(group);
			startMore();
		});
	}

	/** Those that may run although nothing has ended, such as what was held until now. */
	private void startMore() {
		for (Task<?> more = poll(); more != null; more = poll()) {
			enter(more);
			this.starter.accept(more);
		}
	}

	private @Nullable Task<?> poll() {
		return this.running.isFree() ? this.waiting.poll(this.running::mayRun) : null;
	}

	private void enter(Task<?> task) {
		this.running.add(task);
		putForward(task);
	}

	private void leave(Task<?> task) {
		this.running.remove(task);
		putForward(task);
	}

	private void putForward(Task<?> task) {
		if (task instanceof OperationTask<?> operation && operation.group() != null) {
			this.waiting.putForward(operation.group());
		}
	}

	/**
	 * The thread of a task waits for other work from now on.
	 * @see WaitingCode
	 */
	void await(ThreadTask<?> task, Work awaited) {
		WaitingCode.Decision decision;
		this.lock.lock();
		try {
			decision = this.waitingCode.await(task, awaited);
			startMore();
		}
		finally {
			this.lock.unlock();
		}
		decision.started().forEach(this.starter);
		decision.elsewhere().forEach((other) -> other.lanes().prefer(other));
		RuntimeException refusal = decision.refusal();
		if (refusal != null) {
			this.monitor.refused(decision.refused().size());
			decision.refused().forEach((other) -> this.threads.start(Outcome.COMPLETION, () -> other.refuse(refusal)));
		}
	}

	/**
	 * Code that another dispatcher runs waits for a task of these lanes from now on, or
	 * any code does for a while: that ends, whatever becomes of the task.
	 */
	void prefer(Task<?> task) {
		locked(() -> {
			this.waitingCode.prefer(task);
			startMore();
		});
	}

	void endAwait(ThreadTask<?> task) {
		locked(() -> task.setAwaited(null));
	}

	/** Takes a task out of the queue, if it is there. */
	void remove(Task<?> task) {
		locked(() -> {
			this.waiting.remove(task);
			startMore();
		});
	}

	private void locked(Runnable change) {
		this.lock.lock();
		try {
			change.run();
		}
		finally {
			this.lock.unlock();
		}
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
			tasks.addAll(this.running.withCompanions());
			return tasks;
		}
		finally {
			this.lock.unlock();
		}
	}

	int waitingCount() {
		return read((running, waiting, closed) -> waiting.size());
	}

	/** Reads what is going on, while nothing changes. */
	<R> R read(Reading<R> reading) {
		this.lock.lock();
		try {
			return reading.read(this.running, this.waiting, this.closed);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Reads what is going on. */
	@FunctionalInterface
	interface Reading<R> {

		R read(RunningTasks running, WaitingTasks waiting, boolean closed);

	}

}
