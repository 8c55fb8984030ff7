package io.asyncorm.query;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * Thrown when a delete is refused because other rows refer to a row to delete with
 * {@link io.asyncorm.model.OnDelete#PROTECT}; Django's {@code ProtectedError}.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class ProtectedException extends DataIntegrityViolationException {

	public ProtectedException(String message) {
		super(message);
	}

}
