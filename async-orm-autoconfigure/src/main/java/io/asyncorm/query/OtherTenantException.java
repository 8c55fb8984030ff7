package io.asyncorm.query;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Thrown when a row of another than the current tenant is to be written, or a row is to
 * move from one tenant to another, or to refer to one of another
 * ({@code @Model(distributedBy)}). Nothing was sent.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class OtherTenantException extends InvalidDataAccessApiUsageException {

	public OtherTenantException(String message) {
		super(message);
	}

}
