package io.asyncorm.async;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Starts the time limits of futures.
 */
final class TimeLimit {

	/** So far from now that it is never reached, and sums of it are still in order. */
	static final long NEVER = Long.MAX_VALUE / 4;

	private TimeLimit() {
	}

	/** A duration in nanoseconds, or {@link #NEVER}. */
	static long nanos(Duration duration) {
		return (duration.toDays() > 10_000) ? NEVER : duration.toNanos();
	}

	/** A timeout in nanoseconds; zero is {@link #NEVER}. */
	static long nanosOrNever(Duration timeout) {
		return timeout.isZero() ? NEVER : nanos(timeout);
	}

	/**
	 * Runs an action after a time unless the future is complete by then, on a virtual
	 * thread.
	 */
	static void start(CompletableFuture<?> future, VirtualThreadExecutor threads, long timeout, TimeUnit unit,
			Runnable action) {
		if (!future.isDone()) {
			Runnable inContext = threads.inCallerContext(action);
			Alarm alarm = Alarm.of(() -> threads.start("timeout", inContext));
			threads.alarms().set(alarm, System.nanoTime() + Math.min(NEVER, unit.toNanos(timeout)));
			future.whenComplete((value, failure) -> threads.alarms().cancel(alarm));
		}
	}

}
