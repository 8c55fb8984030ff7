package io.asyncorm.query;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Thrown for a result that nobody has bounded, and that has more rows than
 * {@code async-orm.diagnostics.max-rows}, where {@link MaxRowsAction#FAIL} is set: all of
 * them would be in memory at once. The message names the line of code and what to call
 * instead.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class UnboundedResultException extends InvalidDataAccessApiUsageException {

	public UnboundedResultException(String message) {
		super(message);
	}

}
