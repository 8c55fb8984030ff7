package io.asyncorm.query;

import org.springframework.dao.IncorrectResultSizeDataAccessException;

/**
 * Thrown when exactly one object was expected and several were found; Django's
 * {@code MultipleObjectsReturned}.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class MultipleObjectsReturnedException extends IncorrectResultSizeDataAccessException {

	private final String model;

	public MultipleObjectsReturnedException(String model, String message, int found) {
		super(message, 1, found);
		this.model = model;
	}

	/** Name of the model that was queried. */
	public String getModel() {
		return this.model;
	}

}
