package io.asyncorm.async;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Code of the user that holds a permit and waits for other work: that is next, and is
 * refused if nothing that runs can end before it does, as it would wait for ever. Not
 * thread-safe.
 */
final class WaitingCode {

	private final DispatcherSettings settings;

	private final RunningTasks running;

	private final WaitingTasks waiting;

	WaitingCode(DispatcherSettings settings, RunningTasks running, WaitingTasks waiting) {
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
		task.setAwaited(awaited);
		for (Task<?> other : awaited.unfinishedTasks()) {
			boolean found = this.waiting.remove(other);
			other.markWanted();
			if (found && other instanceof OperationTask<?> operation) {
				operation.setGroup(null);
			}
			if (found && this.running.isFree()) {
				this.running.add(other);
				started.add(other);
			}
			else if (found) {
				this.waiting.add(other);
				queued.add(other);
			}
		}
		if (queued.isEmpty() || !nothingCanEnd()) {
			return new Decision(started, List.of(), null);
		}
		queued.forEach(this.waiting::remove);
		return new Decision(started, queued, Overload.wouldNeverRun(awaited.name(), this.settings, this.running.all()));
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

	private boolean isHeldUp(Work awaited) {
		List<Task<?>> tasks = awaited.unfinishedTasks();
		return !tasks.isEmpty()
				&& tasks.stream().allMatch((task) -> this.waiting.contains(task) || this.running.contains(task));
	}

	/**
	 * What becomes of the tasks that code of the user waits for.
	 *
	 * @param started those that have a permit now
	 * @param refused those that never would
	 * @param refusal why they are refused; null if none is
	 */
	record Decision(List<Task<?>> started, List<Task<?>> refused, @Nullable RuntimeException refusal) {
	}

}
