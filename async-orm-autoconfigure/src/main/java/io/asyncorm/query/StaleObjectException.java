package io.asyncorm.query;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Thrown when the row of an object was changed or deleted after the object had been read,
 * as its {@link io.asyncorm.model.Version} tells: nothing was written. Read the object
 * again, and decide what is to become of the change.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class StaleObjectException extends OptimisticLockingFailureException {

	private final String model;

	private final transient @Nullable Object key;

	/**
	 * @param model the name of the object's model
	 * @param key the object's key
	 */
	public StaleObjectException(String model, Object key, String message) {
		super(message);
		this.model = model;
		this.key = key;
	}

	/** The name of the object's model. */
	public String getModel() {
		return this.model;
	}

	/** The object's key; null after it was serialized. */
	public @Nullable Object getKey() {
		return this.key;
	}

}
