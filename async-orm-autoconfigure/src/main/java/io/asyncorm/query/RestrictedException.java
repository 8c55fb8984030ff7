package io.asyncorm.query;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * A delete was refused, because rows point to what was to be deleted with
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
