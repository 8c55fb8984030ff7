package io.asyncorm.query;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Thrown when rows that belong to tenants ({@code @Model(distributedBy)}) are to be read
 * or written, and nobody has said whose: no {@code Tenant.as(...)} is around the call,
 * and no {@link TenantResolver} knows. Nothing was sent.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class MissingTenantException extends InvalidDataAccessApiUsageException {

	public MissingTenantException(String message) {
		super(message);
	}

	/**
	 * What to do where no tenant is current.
	 * @param what what was asked for
	 * @param tenant the property that says whose rows are
	 */
	public static MissingTenantException of(String what, String tenant) {
		return new MissingTenantException(what + " belongs to one '" + tenant
				+ "', and none is current: call it in Tenant.as(id, () -> ...), or define a bean of type TenantResolver"
				+ " that knows; if it is meant for all of them, say so by Tenant.all(() -> ...)");
	}

}
