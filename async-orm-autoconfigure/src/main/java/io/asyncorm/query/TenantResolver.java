package io.asyncorm.query;

import org.jspecify.annotations.Nullable;

/**
 * Tells which tenant is current where {@code Tenant.as(...)} does not say it, such as the
 * one of the user who is logged in; a bean, or given to {@code AsyncOrm.builder(...)}.
 * Asked on the calling thread when an a-method is called; its answer goes with the
 * operation, and with what is called when that is done.
 *
 * <pre class="code">
 * &#64;Bean
 * TenantResolver tenants() {
 * 	return () -&gt; SecurityContextHolder.getContext().getAuthentication() instanceof ShopUser user ? user.shop() : null;
 * }
 * </pre>
 *
 * Only asked if there are models that belong to tenants ({@code @Model(distributedBy)}).
 * Called by many threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TenantResolver {

	/**
	 * The tenant of the calling thread, as the property has it that models are
	 * distributed by; null if it has none, and operations on such models are refused.
	 */
	@Nullable Object currentTenant();

}
