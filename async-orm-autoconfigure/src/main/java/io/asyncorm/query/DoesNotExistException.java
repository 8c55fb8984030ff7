package io.asyncorm.query;

import org.springframework.dao.EmptyResultDataAccessException;

/**
 * Thrown when exactly one object was expected and none was found; Django's
 * {@code DoesNotExist}.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class DoesNotExistException extends EmptyResultDataAccessException {

	private final String model;

	public DoesNotExistException(String model, String message) {
		super(message, 1);
		this.model = model;
	}

	/**
	 * Name of the model that was queried, or of the relation that led to no object, as in
	 * {@code Book.author}.
	 */
	public String getModel() {
		return this.model;
	}

}
