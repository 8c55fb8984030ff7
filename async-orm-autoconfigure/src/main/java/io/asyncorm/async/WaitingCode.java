package io.asyncorm.async;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Code of the user that holds a permit and waits for other work: that is next, and is
 * refused if nothing that runs can end before it does, as it would wait for ever. What
 * other dispatchers run, such as that of another data source, is next where it waits. Not
 * thread-safe.
 */
final class WaitingCode {

	private final Lanes lanes;

	private final DispatcherSettings settings;

	private final RunningTasks running;

	private final WaitingTasks waiting;

	WaitingCode(Lanes lanes, DispatcherSettings settings, RunningTasks running, WaitingTasks waiting) {
		this.lanes = lanes;
		this.settings = settings;
		this.running = running;
		this.waiting = waiting;
	}

	/**
	 * The thread of a task waits for other work from now on.
	 * @return what becomes of that
	 */
	Decision await(ThreadTask<?> task, Work awaited) {
		List<Task<?>> started = new ArrayList<>();
		List<Task<?>> queued = new ArrayList<>();
		List<Task<?>> elsewhere = new ArrayList<>();
		task.setAwaited(awaited);
		for (Task<?> other : awaited.unfinishedTasks()) {
			if (other.lanes() != this.lanes) {
				elsewhere.add(other);
			}
			else if (takeAsUrgent(other)) {
				if (this.running.isFree()) {
					this.running.add(other);
					started.add(other);
				}
				else {
					this.waiting.add(other);
					queued.add(other);
				}
			}
		}
		if (queued.isEmpty() || !nothingCanEnd()) {
			return new Decision(started, elsewhere, List.of(), null);
		}
		queued.forEach(this.waiting::remove);
		return new Decision(started, elsewhere, queued,
				Overload.wouldNeverRun(awaited.name(), this.settings, this.running.all()));
	}

	/** A task is next, for code that does not wait for ever, or is not of these lanes. */
	void prefer(Task<?> task) {
		if (takeAsUrgent(task)) {
			this.waiting.add(task);
		}
	}

	/** Takes a task out of the queue, if it waits: it runs alone, and comes first. */
	private boolean takeAsUrgent(Task<?> task) {
		boolean found = this.waiting.remove(task);
		task.markUrgent();
		if (found && task instanceof OperationTask<?> operation) {
			operation.setGroup(null);
		}
		return found;
	}

	/**
	 * Whether all that runs is code of the user that waits for what is queued or runs.
	 */
	private boolean nothingCanEnd() {
		return !this.running.isFree() && this.running.all()
			.stream()
			.allMatch((task) -> task instanceof ThreadTask<?> holder && holder.awaited() != null
					&& isHeldUp(holder.awaited()));
	}

	/** What waits or runs elsewhere may end, whatever happens here. */
	private boolean isHeldUp(Work awaited) {
		List<Task<?>> tasks = awaited.unfinishedTasks();
		return !tasks.isEmpty() && tasks.stream()
			.allMatch((task) -> task.lanes() == this.lanes
					&& (this.waiting.contains(task) || this.running.contains(task)));
	}

	/**
	 * What becomes of the tasks that code of the user waits for.
	 *
	 * @param started those that have a permit now
	 * @param elsewhere those of other dispatchers
	 * @param refused those that never would
	 * @param refusal why they are refused; null if none is
	 */
	record Decision(List<Task<?>> started, List<Task<?>> elsewhere, List<Task<?>> refused,
			@Nullable RuntimeException refusal) {
	}

}
