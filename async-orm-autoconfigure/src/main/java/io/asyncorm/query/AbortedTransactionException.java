package io.asyncorm.query;

import org.springframework.dao.NonTransientDataAccessException;

/**
 * Thrown for a statement in a transaction in which an earlier one has failed, so that it
 * can only be rolled back, and at the end of such a transaction instead of a commit. What
 * may fail belongs into an {@code atomic} block of its own.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class AbortedTransactionException extends NonTransientDataAccessException {

	public AbortedTransactionException(String message) {
		super(message);
	}

	public AbortedTransactionException(String message, Throwable cause) {
		super(message, cause);
	}

}
