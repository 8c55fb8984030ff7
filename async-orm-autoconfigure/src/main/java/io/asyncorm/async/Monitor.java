package io.asyncorm.async;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.MergedStatement;
import io.asyncorm.plan.ObservedCall;
import io.asyncorm.plan.Observers;
import io.asyncorm.query.ExecutionStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Knows what is going on in a dispatcher: counts, and tells observers. Thread-safe.
 */
final class Monitor {

	private final Observers observers;

	private final MergeCounters merges = new MergeCounters();

	private final LongAdder cancelled = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final LongAdder timedOut = new LongAdder();

	private final LongAdder retried = new LongAdder();

	/** The last number of a task that somebody has asked for. */
	private final AtomicLong numbers = new AtomicLong();

	Monitor(Observers observers) {
		this.observers = observers;
	}

	MergeCounters merges() {
		return this.merges;
	}

	/**
	 * A method was called by the calling thread.
	 * @param block whether it is code of the user
	 * @return what is told of the rest; null if nobody is
	 */
	@Nullable ObservedCall called(String name, boolean block) {
		return (this.observers.operations() != null) ? this.observers.operations().called(name, block) : null;
	}

	/**
	 * A statement for several calls is about to be sent.
	 * @return what is told of the rest; null if nobody is
	 */
	@Nullable ObservedCall merged(MergedStatement statement) {
		return (this.observers.operations() != null) ? this.observers.operations().merged(statement) : null;
	}

	/** A call has ended on the thread that has called, or what was sent for several. */
	static void ended(@Nullable ObservedCall call, @Nullable Throwable failure) {
		if (call != null) {
			call.ended(failure);
		}
	}

	/** A task has a lane. */
	void begun(TaskTimer timer) {
		ExecutionObserver observer = this.observers.execution();
		if (observer != null) {
			observer.queued(timer.nanosQueued());
		}
	}

	void cancelled() {
		this.cancelled.increment();
	}

	void refused(int tasks) {
		this.refused.add(tasks);
	}

	void timedOut() {
		this.timedOut.increment();
	}

	void retried() {
		this.retried.increment();
	}

	ExecutionStatistics statistics(Lanes lanes) {
		return lanes.read((running, waiting, closed) -> {
			long now = System.nanoTime();
			long oldest = waiting.oldest().stream().mapToLong((task) -> task.timer().age(now)).max().orElse(0);
			return new ExecutionStatistics(running.permits(), running.size(), waiting.size(), Duration.ofNanos(oldest),
					this.cancelled.sum(), this.refused.sum(), this.timedOut.sum(), this.retried.sum(),
					this.merges.counts(), closed);
		});
	}

	/** All that is under way, the oldest of those that run first. */
	List<InFlight> inFlight(Lanes lanes) {
		return numbered(lanes).entrySet().stream().map((task) -> task.getValue().inFlight(task.getKey())).toList();
	}

	/** The task of a number; null if it has ended. */
	@Nullable Task<?> find(Lanes lanes, long number) {
		return numbered(lanes).get(number);
	}

	private Map<Long, Task<?>> numbered(Lanes lanes) {
		return lanes.read((running, waiting, closed) -> {
			Map<Long, Task<?>> tasks = new LinkedHashMap<>();
			running.withCompanions().forEach((task) -> tasks.put(task.number(this.numbers), task));
			waiting.all().forEach((task) -> tasks.put(task.number(this.numbers), task));
			return tasks;
		});
	}

}
