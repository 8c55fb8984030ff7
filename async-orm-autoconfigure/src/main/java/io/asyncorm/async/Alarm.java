package io.asyncorm.async;

import org.jspecify.annotations.Nullable;

/**
 * Something to be done at a time, unless it is no longer wanted by then; see
 * {@link AlarmClock}, which guards its state. It may be set again and again.
 */
abstract class Alarm {

	/** In the sense of {@link System#nanoTime()}. */
	long time;

	/** The neighbours among those that are set; null if it is not. */
	@Nullable Alarm previous;

	@Nullable Alarm next;

	/** The time has come. It must not block: all alarms wait for it. */
	abstract void ring();

	/** An alarm that does something. */
	static Alarm of(Runnable action) {
		return new Alarm() {

			@Override
			void ring() {
				action.run();
			}

		};
	}

}
