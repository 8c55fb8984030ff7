package io.asyncorm.query;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Thrown for a query that is one of N+1, where {@link NPlusOneAction#FAIL} is set: what
 * it reads could have been read for all objects of a list at once. It was not sent. The
 * message names the line of code and what to call instead.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class NPlusOneException extends InvalidDataAccessApiUsageException {

	public NPlusOneException(String message) {
		super(message);
	}

}
