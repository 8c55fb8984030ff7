package io.asyncorm.plan;

/**
 * Tells which tenant the calling thread acts for. A port; {@code async} implements it,
 * which carries the tenant of a caller to where its operations run. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CurrentTenant {

	/** Nobody ever says which. */
	CurrentTenant NONE = () -> TenantChoice.UNKNOWN;

	/** That of the calling thread. */
	TenantChoice get();

}
