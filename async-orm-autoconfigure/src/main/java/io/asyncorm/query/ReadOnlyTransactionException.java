package io.asyncorm.query;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Thrown when a write is refused because the transaction, or the whole server, is
 * read-only.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class ReadOnlyTransactionException extends InvalidDataAccessResourceUsageException {

	public ReadOnlyTransactionException(String message) {
		super(message);
	}

	public ReadOnlyTransactionException(String message, Throwable cause) {
		super(message, cause);
	}

}
