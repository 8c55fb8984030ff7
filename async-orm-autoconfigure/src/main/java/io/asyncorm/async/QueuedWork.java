package io.asyncorm.async;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the queue of {@link Lanes} knows of a task: its name, its kind and its place.
 */
abstract class QueuedWork implements Work {

	private final String name;

	private boolean wanted;

	private boolean urgent;

	private long ticket;

	/** 0 as long as nobody has asked for it. */
	private long number;

	QueuedWork(String name) {
		this.name = name;
	}

	/** What it needs besides a permit. */
	TaskKind kind() {
		return TaskKind.OPERATION;
	}

	/**
	 * Whether running user code has started it, or waits for it; asked and set by the
	 * lanes alone.
	 */
	final boolean isWanted() {
		return this.wanted;
	}

	/** It takes turns with all others if it waits, or comes to. */
	final void markWanted() {
		this.wanted = true;
	}

	/** Whether running user code waits for it; asked and set by the lanes alone. */
	final boolean isUrgent() {
		return this.urgent;
	}

	/** It is next if it waits, or comes to. */
	final void markUrgent() {
		this.wanted = true;
		this.urgent = true;
	}

	/** Its place in the order of those that wait; asked and set by the lanes alone. */
	final long ticket() {
		return this.ticket;
	}

	final void takeTicket(long ticket) {
		this.ticket = ticket;
	}

	/** Its number, by which others can name it; asked with the lock of the lanes. */
	final long number(AtomicLong numbers) {
		if (this.number == 0) {
			this.number = numbers.incrementAndGet();
		}
		return this.number;
	}

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final boolean isReportable() {
		return true;
	}

	@Override
	public final List<Task<?>> unfinishedTasks() {
		return List.of((Task<?>) this);
	}

}
