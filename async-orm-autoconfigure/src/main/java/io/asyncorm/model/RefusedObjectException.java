package io.asyncorm.model;

/**
 * Thrown when a model's constructor refuses the values of a new object, before anything
 * is sent: for {@code acreate} and the upserts by keyword arguments. The message has the
 * one of the constructor's own exception, which is the cause: it should not quote what is
 * not for everybody.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class RefusedObjectException extends InvalidValueException {

	private final String model;

	public RefusedObjectException(String model, Throwable cause) {
		super("'" + model + "' cannot be created: its constructor refuses the values: "
				+ ((cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getName()), cause);
		this.model = model;
	}

	/** Name of the model. */
	public String getModel() {
		return this.model;
	}

}
