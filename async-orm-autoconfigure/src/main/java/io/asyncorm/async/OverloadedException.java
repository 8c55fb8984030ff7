package io.asyncorm.async;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Thrown when an operation is rejected because the queue for connections is full. Nothing
 * was sent to the database; the call may be repeated later.
 *
 * @since 0.1.0
 */
public class OverloadedException extends TransientDataAccessResourceException {

	private static final long serialVersionUID = 1L;

	private final int lanes;

	private final int queueCapacity;

	OverloadedException(String operation, int lanes, int queueCapacity) {
		super(("'%s' was refused: all lanes are busy (async-orm.execution.lanes: %d) and the queue is full "
				+ "(async-orm.execution.queue-capacity: %d). Start fewer operations at once or repeat it later; "
				+ "a larger queue helps against short peaks, a larger connection pool where the database can bear it.")
			.formatted(operation, lanes, queueCapacity));
		this.lanes = lanes;
		this.queueCapacity = queueCapacity;
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

}
