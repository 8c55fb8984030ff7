package io.asyncorm.persistence;

import java.sql.SQLException;

/**
 * Signals that nothing tells which of the rows that an insert returned is which: some did
 * not come back, or their keys do not rise.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class UnknownOrderException extends SQLException {

	/**
	 * Creates an exception.
	 * @param message which insert it was
	 */
	public UnknownOrderException(String message) {
		super(message);
	}

}
