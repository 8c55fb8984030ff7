package io.asyncorm.query;

import org.springframework.dao.IncorrectResultSizeDataAccessException;

/**
 * One object was wanted and there are several; Django's {@code MultipleObjectsReturned}.
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

	/** Name of the model that was asked. */
	public String getModel() {
		return this.model;
	}

}
