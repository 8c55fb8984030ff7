package io.asyncorm.query;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * Thrown when a row of {@code abulkCreate()} or {@code abulkUpdate()} is refused, by the
 * model or by the database: says which. The cause is what a write of this row alone fails
 * with, such as a {@link org.springframework.dao.DuplicateKeyException}. Nothing was
 * written, but for the chunks that were committed before.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class RefusedRowException extends DataIntegrityViolationException {

	private final int index;

	private final long written;

	/**
	 * @param index the row's place in the list
	 * @param written how many rows were committed before
	 */
	public RefusedRowException(int index, long written, RuntimeException cause) {
		super("Row " + index + " (counted from 0) is refused: " + cause.getMessage()
				+ IncompleteWriteException.describe(written), cause);
		this.index = index;
		this.written = written;
	}

	/** The place of the row in the list that was given, counted from 0. */
	public int getIndex() {
		return this.index;
	}

	/** How many rows earlier chunks have committed; 0 without chunks. */
	public long getWritten() {
		return this.written;
	}

}
