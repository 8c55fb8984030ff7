package io.asyncorm.async;

import org.jspecify.annotations.Nullable;

/**
 * Something to be done at a time, unless it is no longer wanted by then; see
 * {@link AlarmClock}, which guards all of its state. It may be set again and again.
 */
final class Alarm {

	final Runnable action;

	/** In the sense of {@link System#nanoTime()}. */
	long time;

	/** The neighbours among those that are set; null if it is not. */
	@Nullable Alarm previous;

	@Nullable Alarm next;

	/**
	 * @param action must not block: all alarms wait for it
	 */
	Alarm(Runnable action) {
		this.action = action;
	}

}
