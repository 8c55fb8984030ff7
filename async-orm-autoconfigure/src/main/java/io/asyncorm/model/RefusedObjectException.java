package io.asyncorm.model;

import org.springframework.dao.DataAccessException;

/**
 * Thrown when a model's constructor refuses the values that a write is to store: those of
 * {@code acreate} and the upserts by keyword arguments before anything is sent, and what
 * is known only when it is stored, such as the value of an expression or of a default of
 * the database, when it comes back, and then nothing was written. The message has the one
 * of the constructor's own exception, which is the cause: it should not quote what is not
 * for everybody. A row that was merely found is an {@link UnreadableRowException}
 * instead.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class RefusedObjectException extends InvalidValueException {

	private final String model;

	/** A refusal before anything is sent. */
	public RefusedObjectException(String model, Throwable cause) {
		this(model, "'" + model + "' cannot be created: its constructor refuses the values: ", cause);
	}

	private RefusedObjectException(String model, String message, Throwable cause) {
		super(message + ((cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getName()), cause);
		this.model = model;
	}

	/**
	 * What it means that a row cannot be read which the operation itself has just
	 * written: that its values are refused, if it is the constructor that fails.
	 */
	public static DataAccessException ofWritten(UnreadableRowException failure) {
		Throwable cause = failure.getCause();
		return (failure.getField() == null && cause != null) ? new RefusedObjectException(failure.getModel(),
				"'" + failure.getModel()
						+ "' cannot be stored so, and nothing was written: its constructor refuses the row: ",
				cause) : failure;
	}

	/** Name of the model. */
	public String getModel() {
		return this.model;
	}

}
