package io.asyncorm.query;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Thrown when a related object is accessed that is not loaded; the message names the
 * {@code selectRelated(...)} or {@code prefetchRelated(...)} to add.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class RelationNotLoadedException extends InvalidDataAccessApiUsageException {

	public RelationNotLoadedException(String message) {
		super(message);
	}

}
