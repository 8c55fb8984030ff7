package io.asyncorm.plan;

/**
 * Stands among the values of SQL of the user's own for the current tenant:
 * {@code :currentTenant}.
 *
 * @since 0.1.0
 */
public enum TenantParameter {

	/** The only one. */
	INSTANCE;

	/** What it is called in SQL. */
	public static final String NAME = "currentTenant";

}
