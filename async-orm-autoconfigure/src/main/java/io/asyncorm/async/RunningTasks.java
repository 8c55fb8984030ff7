package io.asyncorm.async;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that have a permit, and which may have one that is free: one is kept for
 * operations, and of more than three one for blocks while rows are streamed to users, for
 * as long as they like. Half of them are kept free of what is done in the background. Not
 * thread-safe.
 */
final class RunningTasks {

	private final LinkedHashSet<Task<?>> tasks = new LinkedHashSet<>();

	private final int permits;

	private int blocks;

	private int readings;

	private int background;

	/** Streams and blocks among those in the background. */
	private int backgroundCode;

	RunningTasks(int permits) {
		this.permits = permits;
	}

	/** How many may run. */
	int permits() {
		return this.permits;
	}

	/** Whether there is a permit. */
	boolean isFree() {
		return this.tasks.size() < this.permits;
	}

	/** Whether a task may have one. */
	boolean mayRun(Task<?> task) {
		return task.isWanted() || switch (task.kind()) {
			case OPERATION -> !(task instanceof OperationTask<?> operation) || operation.group() == null
					|| !operation.group().isHeld();
			case BLOCK -> code() < ((this.permits > 3) ? this.permits - 1 : this.permits);
			case READING -> mayRead(this.readings);
			case BACKGROUND -> mayRunInBackground();
			case BACKGROUND_CODE -> mayRunInBackground() && mayRead(this.readings + this.backgroundCode);
		};
	}

	private int code() {
		return this.blocks + this.readings + this.backgroundCode;
	}

	/**
	 * Whether one more may read.
	 * @param readings how many do, of those that count: whoever is not in the background
	 * need not wait for those that are
	 */
	private boolean mayRead(int readings) {
		return readings < ((this.permits > 3) ? this.permits - 2 : this.permits)
				&& code() < Math.max(1, this.permits - 1);
	}

	private boolean mayRunInBackground() {
		return this.background < Math.max(1, this.permits / 2);
	}

	/**
	 * Whether code in the background may start an operation there that cannot wait, which
	 * is as if it did the same itself.
	 */
	boolean mayReplace(@Nullable ThreadTask<?> code, Task<?> task) {
		return isFree() && code != null && code.kind() == TaskKind.BACKGROUND_CODE && this.tasks.contains(code)
				&& task.kind() == TaskKind.BACKGROUND && this.background - 1 < Math.max(1, this.permits / 2);
	}

	void add(Task<?> task) {
		this.tasks.add(task);
		count(task, 1);
		if (task instanceof OperationTask<?> operation) {
			operation.entered();
		}
	}

	void remove(Task<?> task) {
		this.tasks.remove(task);
		count(task, -1);
		if (task instanceof OperationTask<?> operation) {
			operation.left();
		}
	}

	private void count(Task<?> task, int change) {
		switch (task.kind()) {
			case OPERATION -> {
			}
			case BLOCK -> this.blocks += change;
			case READING -> this.readings += change;
			case BACKGROUND -> this.background += change;
			case BACKGROUND_CODE -> {
				this.background += change;
				this.backgroundCode += change;
			}
		}
	}

	boolean contains(Task<?> task) {
		return this.tasks.contains(task);
	}

	boolean isEmpty() {
		return this.tasks.isEmpty();
	}

	int size() {
		return this.tasks.size();
	}

	/** All of them, those first that have run longest. */
	Set<Task<?>> all() {
		return Collections.unmodifiableSet(this.tasks);
	}

	/** All of them, each with those that are parts of the same statement. */
	List<Task<?>> withCompanions() {
		List<Task<?>> all = new ArrayList<>();
		for (Task<?> task : this.tasks) {
			all.add(task);
			if (task instanceof OperationTask<?> operation) {
				all.addAll(operation.companions());
				operation.apart().stream().filter((part) -> part != task).forEach(all::add);
			}
		}
		return all;
	}

}
