package io.asyncorm.query;

import org.springframework.transaction.TransactionSystemException;

/**
 * Thrown when the database's answer to a commit did not come, so that nobody knows
 * whether what was written is stored: the connection was lost, or broken from this side
 * because of a time limit or a cancel, while the commit was under way. That of an atomic
 * block fails so, that of a single write, and that of a transaction of Spring's that an
 * operation has joined. The cause is what went wrong first. Also thrown when writes of
 * several callers commit by one statement, and what it returns cannot be read.
 * <p>
 * It is never sent again by itself, as it would be written twice if it is stored. Look
 * for what was to be written, and repeat it if it is not there; or write in a way that
 * can be repeated, such as {@code aupdateOrCreate} by a unique key.
 * <p>
 * This is Spring's {@link TransactionSystemException}, which its transaction managers
 * throw when a commit fails for reasons of the system: whoever treats that as "perhaps
 * committed" today treats this the same. It is no {@code DataAccessException}, whose
 * subclasses say that something did not happen, or may be repeated.
 *
 * @since 0.1.0
 */
public class TransactionOutcomeUnknownException extends TransactionSystemException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param message says what may be stored, or not
	 * @param cause what went wrong first
	 */
	public TransactionOutcomeUnknownException(String message, Throwable cause) {
		super(message, cause);
	}

}
