package io.asyncorm.async;

import java.time.Duration;

import io.asyncorm.query.OperationCancelledException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Waits for what a closed dispatcher has under way, and cancels what takes too long.
 *
 * @param lanes what is under way
 * @param threads where the futures of cancelled operations are completed
 * @param timeout how long it waits
 */
record Shutdown(Lanes lanes, VirtualThreadExecutor threads, Duration timeout) {

	private static final Log logger = LogFactory.getLog(AsyncDispatcher.class);

	/** How long closing waits for operations that it has cancelled. */
	private static final Duration CANCEL_TIME = Duration.ofSeconds(2);

	void run() {
		try {
			if (!this.lanes.awaitIdle(this.timeout)) {
				cancelUnfinished();
				this.lanes.awaitIdle(CANCEL_TIME);
			}
		}
		catch (InterruptedException ex) {
			cancelUnfinished();
			Thread.currentThread().interrupt();
		}
	}

	private void cancelUnfinished() {
		String limit = CallLimit.seconds(TimeLimit.nanos(this.timeout)) + " (async-orm.execution.shutdown-timeout)";
		int cancelled = 0;
		for (Task<?> task : this.lanes.unfinished()) {
			String reason = ("'%s' was cancelled: the dispatcher was closed, as its application is shutting down, and"
					+ " it did not finish within %s")
				.formatted(task.name(), limit);
			task.noteCancel(reason);
			if (task.stop()) {
				cancelled++;
				this.threads.start(Outcome.COMPLETION, () -> task.refuse(new OperationCancelledException(reason)));
			}
		}
		logger.warn("%d operations were cancelled, as they did not finish within %s of the shutdown"
			.formatted(cancelled, limit));
	}

}
