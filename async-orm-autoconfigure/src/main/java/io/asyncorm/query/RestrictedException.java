package io.asyncorm.query;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * Thrown when a delete is refused because other rows refer to a row to delete with
 * {@link io.asyncorm.model.OnDelete#RESTRICT}; Django's {@code RestrictedError}.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class RestrictedException extends DataIntegrityViolationException {

	public RestrictedException(String message) {
		super(message);
	}

}
