package io.asyncorm.query;

import org.springframework.dao.NonTransientDataAccessException;

/**
 * Thrown when {@code abulkCreate()} or {@code abulkUpdate()} in chunks fails after some
 * of them were committed: says how many rows these are. The cause is what went wrong.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class IncompleteWriteException extends NonTransientDataAccessException {

	private final long written;

	/**
	 * @param written how many rows were committed before
	 */
	public IncompleteWriteException(long written, RuntimeException cause) {
		super(cause.getMessage() + describe(written), cause);
		this.written = written;
	}

	/** How many rows were committed, from the beginning of the list. */
	public long getWritten() {
		return this.written;
	}

	static String describe(long written) {
		return (written > 0) ? " (the first " + written + " rows were committed before, and stay written)" : "";
	}

}
