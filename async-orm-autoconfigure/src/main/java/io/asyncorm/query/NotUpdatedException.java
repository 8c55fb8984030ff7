package io.asyncorm.query;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * Thrown when the row to update does not exist; Django's {@code NotUpdated}.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class NotUpdatedException extends DataRetrievalFailureException {

	public NotUpdatedException(String message) {
		super(message);
	}

}
