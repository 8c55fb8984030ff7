package io.asyncorm.async;

/**
 * What kinds of tasks do differently when they are stopped.
 */
abstract class StoppableWork extends QueuedWork {

	StoppableWork(String name) {
		super(name);
	}

	/**
	 * Interrupts a thread that is not in the database; called with the state's lock held.
	 */
	void interrupt() {
	}

	/** Whether the calling thread, which does its work, is its own. */
	boolean isOwnThread() {
		return true;
	}

	/** It was stopped while it ran; called with the state's lock held. */
	void stopped() {
	}

	/**
	 * It was stopped while it was a part of a statement; called with the state's lock
	 * held. Returns whether it has left that, so that nothing is done for it.
	 */
	boolean leave() {
		return true;
	}

	/** Whether it was stopped, and could not leave. */
	boolean isLeaving() {
		return false;
	}

	/**
	 * Whether its thread tells how it has ended, also if it was stopped in the database.
	 */
	boolean keepsOutcome() {
		return false;
	}

	/** What takes its time when it has a connection, as in {@code in the statement}. */
	String place() {
		return "in the statement";
	}

}
