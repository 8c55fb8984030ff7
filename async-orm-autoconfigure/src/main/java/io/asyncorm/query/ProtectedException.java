package io.asyncorm.query;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * A delete was refused, because rows point to what was to be deleted with
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
