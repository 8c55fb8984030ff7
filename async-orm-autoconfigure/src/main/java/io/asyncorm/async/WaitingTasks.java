package io.asyncorm.async;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait for a permit. There is a queue for each {@link Task.Kind}, so that
 * those that may not run yet are in nobody's way, and one for those that a running block
 * or stream waits for: whatever is done takes the same time however many wait. Not
 * thread-safe.
 */
final class WaitingTasks {

	private static final int OLDEST = 20;

	private final LinkedHashSet<Task<?>> wanted = new LinkedHashSet<>();

	private final List<LinkedHashSet<Task<?>>> byKind = Stream.of(Task.Kind.values())
		.map((kind) -> new LinkedHashSet<Task<?>>())
		.toList();

	private long tickets;

	private int size;

	void add(Task<?> task) {
		task.takeTicket(this.tickets++);
		queue(task).add(task);
		this.size++;
	}

	/** Takes a task out; returns whether it was there. */
	boolean remove(Task<?> task) {
		boolean found = queue(task).remove(task);
		if (found) {
			this.size--;
		}
		return found;
	}

	boolean contains(Task<?> task) {
		return queue(task).contains(task);
	}

	/**
	 * Takes out the task that is next: of those that are wanted, or else of the kinds
	 * that may run, the one that has waited longest.
	 * @param mayRun asked for the first of each kind
	 */
	@Nullable Task<?> poll(Predicate<Task<?>> mayRun) {
		Task<?> next = this.wanted.isEmpty() ? firstOf(mayRun) : this.wanted.getFirst();
		if (next != null) {
			remove(next);
		}
		return next;
	}

	private @Nullable Task<?> firstOf(Predicate<Task<?>> mayRun) {
		Task<?> next = null;
		for (LinkedHashSet<Task<?>> queue : this.byKind) {
			Task<?> first = queue.isEmpty() ? null : queue.getFirst();
			if (first != null && (next == null || first.ticket() < next.ticket()) && mayRun.test(first)) {
				next = first;
			}
		}
		return next;
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	int size() {
		return this.size;
	}

	/** All of them, those first that have waited longest. */
	List<Task<?>> all() {
		List<Task<?>> tasks = new ArrayList<>(this.wanted);
		this.byKind.forEach(tasks::addAll);
		tasks.sort(Comparator.comparingLong(Task::ticket));
		return tasks;
	}

	/** Some of those that have waited longest. */
	List<Task<?>> oldest() {
		return Stream.concat(Stream.of(this.wanted), this.byKind.stream())
			.flatMap((queue) -> queue.stream().limit(OLDEST))
			.sorted(Comparator.comparingLong(Task::ticket))
			.limit(OLDEST)
			.toList();
	}

	private LinkedHashSet<Task<?>> queue(Task<?> task) {
		return task.isWanted() ? this.wanted : this.byKind.get(task.kind().ordinal());
	}

}
