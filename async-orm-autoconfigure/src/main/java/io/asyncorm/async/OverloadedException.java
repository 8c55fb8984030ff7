package io.asyncorm.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Thrown when an operation is refused because it would wait too long: the queue for
 * connections is full, or all connections are held by code that waits for operations.
 * Nothing was sent to the database; the call may be repeated later.
 *
 * @since 0.1.0
 */
public class OverloadedException extends TransientDataAccessResourceException {

	private static final long serialVersionUID = 1L;

	/** How many lines a message names. */
	private static final int LINES = 3;

	private final int lanes;

	private final int queueCapacity;

	private final int running;

	private final int waiting;

	private final StackTraceElement[] oldestCallSites;

	private OverloadedException(String message, DispatcherSettings settings, Collection<Task<?>> running, int waiting) {
		super(message);
		this.lanes = settings.lanes();
		this.queueCapacity = settings.queueCapacity();
		this.running = running.size();
		this.waiting = waiting;
		this.oldestCallSites = lines(running).keySet().toArray(StackTraceElement[]::new);
	}

	/**
	 * The queue has no place left.
	 * @param waiting how many wait
	 * @param oldest some of them
	 */
	static OverloadedException queueIsFull(String operation, DispatcherSettings settings, Collection<Task<?>> running,
			int waiting, Collection<Task<?>> oldest) {
		return new OverloadedException(("'%s' was refused: all lanes are busy (async-orm.execution.lanes: %d) and the "
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
		return new OverloadedException(("'%s' was refused, as it would wait for ever: all lanes "
				+ "(async-orm.execution.lanes: %d) are held by blocks and streams that wait for operations, %s. In an "
				+ "atomic block, call operations on the block's own thread, where they need no lane; or wait for them "
				+ "after the block or stream; or have a larger connection pool.")
			.formatted(operation, settings.lanes(), describe(running)), settings, running, 0);
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

	/**
	 * Returns how many operations run at once.
	 */
	public int getLanes() {
		return this.lanes;
	}

	/**
	 * Returns how many operations may wait.
	 */
	public int getQueueCapacity() {
		return this.queueCapacity;
	}

	/**
	 * Returns how many operations, blocks and streams were running.
	 */
	public int getRunning() {
		return this.running;
	}

	/**
	 * Returns how many of them were waiting.
	 */
	public int getWaiting() {
		return this.waiting;
	}

	/**
	 * Returns the lines of the user's code that called those which have been running for
	 * longest.
	 */
	public List<StackTraceElement> getOldestCallSites() {
		return List.of(this.oldestCallSites);
	}

}
