package io.asyncorm.async;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait for a permit. There is a queue for each {@link TaskKind}, so that
 * those that may not run yet are in nobody's way, one for those that a running block or
 * stream waits for, which are next, and one for those that it has only started, which
 * take turns with all others: whatever is done takes the same time however many wait. Not
 * thread-safe.
 */
final class WaitingTasks {

	private static final int OLDEST = 20;

	/** Those that are idle are forgotten then. */
	private static final int MOST_GROUPS = 1_000;

	private final LinkedHashSet<Task<?>> urgent = new LinkedHashSet<>();

	private final LinkedHashSet<Task<?>> wanted = new LinkedHashSet<>();

	/** Whether those that nobody wants are next, after one that somebody does. */
	private boolean othersTurn;

	private final List<LinkedHashSet<Task<?>>> byKind = Stream.of(TaskKind.values())
		.map((kind) -> new LinkedHashSet<Task<?>>())
		.toList();

	private final Map<MergeGroup.Key, MergeGroup> groups = new HashMap<>();

	private final Consumer<MergeGroup> held;

	private long tickets;

	private int size;

	/**
	 * @param held wants to know of groups whose operations are held for a while
	 */
	WaitingTasks(Consumer<MergeGroup> held) {
		this.held = held;
	}

	void add(Task<?> task) {
		task.takeTicket(this.tickets++);
		this.size++;
		enqueue(task);
	}

	private void enqueue(Task<?> task) {
		if (task instanceof OperationTask<?> operation && operation.group() != null) {
			operation.group().waiting().add(operation);
			putForward(operation.group());
		}
		else {
			queue(task).add(task);
		}
	}

	/**
	 * Adds tasks which have waited before, and are not merged any more, in front of the
	 * others.
	 */
	void addAgain(List<OperationTask<?>> tasks) {
		for (OperationTask<?> task : tasks.reversed()) {
			task.setGroup(null);
			task.accompany(List.of());
			if (task.isWaiting()) {
				queue(task).addFirst(task);
				this.size++;
			}
		}
	}

	/** The group that operations of a key belong to. */
	MergeGroup group(MergeGroup.Key key) {
		MergeGroup group = this.groups.get(key);
		if (group == null) {
			if (this.groups.size() >= MOST_GROUPS) {
				this.groups.values().removeIf(MergeGroup::isIdle);
			}
			group = new MergeGroup(key.kind());
			this.groups.put(key, group);
		}
		return group;
	}

	/**
	 * Lets the first of a group's operations stand in the queue, if it may run; or else
	 * takes it out, so that it is in nobody's way.
	 */
	void putForward(MergeGroup group) {
		if (group.waiting().isEmpty()) {
			return;
		}
		OperationTask<?> first = group.waiting().getFirst();
		LinkedHashSet<Task<?>> queue = queue(first);
		if (group.isHeld()) {
			queue.remove(first);
			if (group.isHeldForAWhile()) {
				this.held.accept(group);
			}
		}
		else if (!queue.isEmpty() && first.ticket() < queue.getFirst().ticket()) {
			queue.addFirst(first);
		}
		else {
			queue.add(first);
		}
	}

	/** Takes a task out; returns whether it was there. */
	boolean remove(Task<?> task) {
		boolean found = queue(task).remove(task);
		if (task instanceof OperationTask<?> operation && operation.group() != null) {
			found = operation.group().waiting().remove(operation);
			putForward(operation.group());
		}
		if (found) {
			this.size--;
		}
		return found;
	}

	boolean contains(Task<?> task) {
		return (task instanceof OperationTask<?> operation && operation.group() != null)
				? operation.group().waiting().contains(operation) : queue(task).contains(task);
	}

	/**
	 * Takes out the task that is next: of those that are urgent, or else in turns of
	 * those that are wanted and of the kinds that may run, the one that has waited
	 * longest.
	 * @param mayRun asked for the first of each kind
	 */
	@Nullable Task<?> poll(Predicate<Task<?>> mayRun) {
		Task<?> next = this.urgent.isEmpty() ? inTurn(mayRun) : this.urgent.getFirst();
		if (next == null) {
			return null;
		}
		queue(next).remove(next);
		this.size--;
		if (next instanceof OperationTask<?> operation && operation.group() != null) {
			operation.group().waiting().remove(operation);
		}
		return next;
	}

	/** Takes out those that become one statement with an operation, which begins. */
	List<OperationTask<?>> takeCompanions(OperationTask<?> first, MergeGroup group) {
		List<OperationTask<?>> companions = group.takeCompanions(first);
		companions.forEach((companion) -> queue(companion).remove(companion));
		this.size -= companions.size();
		return companions;
	}

	private @Nullable Task<?> inTurn(Predicate<Task<?>> mayRun) {
		if (this.wanted.isEmpty()) {
			return firstOf(mayRun);
		}
		Task<?> other = this.othersTurn ? firstOf(mayRun) : null;
		this.othersTurn = other == null;
		return (other != null) ? other : this.wanted.getFirst();
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
		Set<Task<?>> waiting = new HashSet<>(this.urgent);
		waiting.addAll(this.wanted);
		this.byKind.forEach(waiting::addAll);
		this.groups.values().forEach((group) -> waiting.addAll(group.waiting()));
		List<Task<?>> tasks = new ArrayList<>(waiting);
		tasks.sort(Comparator.comparingLong(Task::ticket));
		return tasks;
	}

	/** Some of those that have waited longest. */
	List<Task<?>> oldest() {
		return Stream.concat(Stream.of(this.urgent, this.wanted), this.byKind.stream())
			.flatMap((queue) -> queue.stream().limit(OLDEST))
			.sorted(Comparator.comparingLong(Task::ticket))
			.limit(OLDEST)
			.toList();
	}

	private LinkedHashSet<Task<?>> queue(Task<?> task) {
		if (task.isUrgent()) {
			return this.urgent;
		}
		return task.isWanted() ? this.wanted : this.byKind.get(task.kind().ordinal());
	}

}
