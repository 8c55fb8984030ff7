package io.asyncorm.query;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Thrown to a call of another service, or to who sends a message or mail, inside a
 * transaction, where {@link ForeignIoAction#FAIL} is set: the transaction would keep a
 * connection and its locks while it waits. Nothing was sent. The message names the line
 * of code.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class ForeignIoException extends InvalidDataAccessApiUsageException {

	public ForeignIoException(String message) {
		super(message);
	}

}
