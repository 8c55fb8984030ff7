package io.asyncorm.async;

/**
 * How far a task is.
 */
enum TaskState {

	WAITING, RUNNING,

	/** Running as a part of a statement that is for others, too. */
	PART,

	/** Running, and past the point where it could be stopped. */
	CLOSED,

	/** Its outcome is decided, but perhaps not published yet. */
	FINISHED,

	/** Whoever stopped it completes the future. */
	STOPPED

}
