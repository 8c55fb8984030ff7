package io.asyncorm.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.query.OverloadedException;

/**
 * Says why an operation is refused that would wait too long.
 */
final class Overload {

	/** How many lines a message names. */
	private static final int LINES = 3;

	private Overload() {
	}

	/**
	 * The queue has no place left.
	 * @param waiting how many wait
	 * @param oldest some of them
	 */
	static OverloadedException queueIsFull(String operation, DispatcherSettings settings, Collection<Task<?>> running,
			int waiting, Collection<Task<?>> oldest) {
		return exception(("'%s' was refused: all lanes are busy (async-orm.execution.lanes: %d) and the "
				+ "queue is full (async-orm.execution.queue-capacity: %d). %d run, longest %s; %d wait, longest %s. "
				+ "Start fewer operations at once or repeat it later; a larger queue helps against short peaks, a "
				+ "larger connection pool where the database can bear it.")
			.formatted(operation, settings.lanes(), settings.queueCapacity(), running.size(), describe(running),
					waiting, describe(oldest)),
				settings, running, waiting);
	}

	/** All that runs waits for what cannot run before that ends. */
	static OverloadedException wouldNeverRun(String operation, DispatcherSettings settings,
			Collection<Task<?>> running) {
		return exception(("'%s' was refused, as it would wait for ever: all lanes "
				+ "(async-orm.execution.lanes: %d) are held by blocks and streams that wait for operations, %s. In an "
				+ "atomic block, call operations on the block's own thread, where they need no lane; or wait for them "
				+ "after the block or stream; or have a larger connection pool.")
			.formatted(operation, settings.lanes(), describe(running)), settings, running, 0);
	}

	private static OverloadedException exception(String message, DispatcherSettings settings,
			Collection<Task<?>> running, int waiting) {
		return new OverloadedException(message, settings.lanes(), settings.queueCapacity(), running.size(), waiting,
				List.copyOf(lines(running).keySet()));
	}

	/** The lines that have called the first tasks, and how many tasks each of them. */
	private static String describe(Collection<Task<?>> tasks) {
		List<String> parts = new ArrayList<>();
		lines(tasks).forEach((line, count) -> parts.add((count > 1) ? line + " (" + count + " times)" : "" + line));
		return parts.isEmpty() ? "of unknown lines" : "from " + String.join(", ", parts);
	}

	private static Map<StackTraceElement, Integer> lines(Collection<Task<?>> tasks) {
		Map<StackTraceElement, Integer> lines = new LinkedHashMap<>();
		for (Task<?> task : tasks) {
			StackTraceElement line = task.callSite().line();
			if (line != null && (lines.size() < LINES || lines.containsKey(line))) {
				lines.merge(line, 1, Integer::sum);
			}
		}
		return lines;
	}

}
