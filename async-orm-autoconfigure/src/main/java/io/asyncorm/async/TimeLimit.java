package io.asyncorm.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Starts the time limits of futures.
 */
final class TimeLimit {

	private TimeLimit() {
	}

	/**
	 * Runs an action after a time unless the future is complete by then, on a virtual
	 * thread: the JDK's timer thread, which {@code completeOnTimeout} runs on, only
	 * starts it.
	 */
	static void start(CompletableFuture<?> future, VirtualThreadExecutor threads, long timeout, TimeUnit unit,
			Runnable action) {
		if (!future.isDone()) {
			Runnable inContext = threads.inCallerContext(action);
			CompletableFuture<Boolean> timer = new CompletableFuture<Boolean>().completeOnTimeout(true, timeout, unit);
			timer.thenAccept((expired) -> {
				if (expired) {
					threads.start("timeout", inContext);
				}
			});
			future.whenComplete((value, failure) -> timer.complete(false));
		}
	}

}
