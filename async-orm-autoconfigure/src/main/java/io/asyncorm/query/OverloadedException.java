package io.asyncorm.query;

import java.util.List;

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

	private final int lanes;

	private final int queueCapacity;

	private final int running;

	private final int waiting;

	private final StackTraceElement[] oldestCallSites;

	/**
	 * Creates an exception.
	 * @param lanes how many operations run at once
	 * @param queueCapacity how many may wait
	 * @param running how many were running
	 * @param waiting how many were waiting
	 * @param oldestCallSites the lines that called those which have been running for
	 * longest
	 */
	public OverloadedException(String message, int lanes, int queueCapacity, int running, int waiting,
			List<StackTraceElement> oldestCallSites) {
		super(message);
		this.lanes = lanes;
		this.queueCapacity = queueCapacity;
		this.running = running;
		this.waiting = waiting;
		this.oldestCallSites = oldestCallSites.toArray(StackTraceElement[]::new);
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
