package io.asyncorm.query;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * The row that was to be updated is not there; Django's {@code NotUpdated}.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class NotUpdatedException extends DataRetrievalFailureException {

	public NotUpdatedException(String message) {
		super(message);
	}

}
