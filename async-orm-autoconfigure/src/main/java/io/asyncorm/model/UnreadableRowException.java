package io.asyncorm.model;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * Thrown when a row was found or written, but no object can be made of it: its
 * constructor or a converter throws, the driver cannot read a column as the type of the
 * property, or a column holds a null that the property does not allow. The cause is what
 * was thrown. If it was a row that a write returned, the write was undone.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class UnreadableRowException extends DataRetrievalFailureException {

	private final String model;

	private final @Nullable String field;

	private final @Nullable Object key;

	private boolean named;

	public UnreadableRowException(String message, String model, @Nullable String field, @Nullable Object key,
			@Nullable Throwable cause) {
		super(message, cause);
		this.model = model;
		this.field = field;
		this.key = key;
	}

	/** Name of the model, or of the record that its values were to become. */
	public String getModel() {
		return this.model;
	}

	/** Name of the field; null if the constructor failed. */
	public @Nullable String getField() {
		return this.field;
	}

	/** The primary key of the row; null if it is not known. */
	public @Nullable Object getKey() {
		return this.key;
	}

	/**
	 * The same, with the operation in front of the message, unless it is there already.
	 */
	public UnreadableRowException in(String operation) {
		if (this.named) {
			return this;
		}
		UnreadableRowException named = new UnreadableRowException(operation + ": " + getMessage(), this.model,
				this.field, this.key, getCause());
		named.setStackTrace(getStackTrace());
		named.named = true;
		return named;
	}

}
