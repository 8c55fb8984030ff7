package io.asyncorm;

import io.asyncorm.async.TenantScope;
import io.asyncorm.plan.TenantChoice;
import io.asyncorm.query.ScopedAction;
import io.asyncorm.query.ScopedCode;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Says which tenant a piece of code acts for, of models that belong to tenants
 * ({@code @Model(distributedBy = "shop")}): <pre>{@code
 * List<Order> open = Tenant.as(shop.id(), () -> await(orders.filter("state", "open").alist()));
 * }</pre> Every a-method and every {@code atomic} that the code calls, on its thread,
 * reads and writes the rows of this tenant and no other's, in every table that belongs to
 * tenants: joined, prefetched and nested ones, too. New rows are given it. It goes with
 * what was called: to callbacks such as {@code thenApply}, to blocks and to streams, and
 * by Micrometer's context propagation to threads of others. Code within it may act for
 * another tenant by a scope of its own, within the same transaction, too.
 * <p>
 * Where neither this nor a {@code TenantResolver} says which tenant is current, what asks
 * for such rows fails with a {@code MissingTenantException}. To reach the rows of all
 * tenants is a choice that has to be written down: {@link #all(ScopedCode)}.
 *
 * @since 0.1.0
 */
public final class Tenant {

	private static final String CODE = "'code' must not be null";

	private Tenant() {
	}

	/**
	 * Runs code for a tenant that returns a value.
	 * @param id the tenant, as the property has it that models are distributed by
	 * @param code may throw anything, which is thrown as it is
	 */
	public static <T extends @Nullable Object, X extends Exception> T as(Object id, ScopedCode<T, X> code) throws X {
		return TenantScope.<T, X>call(one(id), code);
	}

	/**
	 * Runs code for a tenant that returns nothing.
	 * @param id the tenant, as the property has it that models are distributed by
	 * @param code may throw anything, which is thrown as it is
	 */
	public static <X extends Exception> void as(Object id, ScopedAction<X> code) throws X {
		Assert.notNull(code, CODE);
		TenantScope.<@Nullable Void, X>call(one(id), code.asCode());
	}

	/**
	 * Runs code that returns a value, for all tenants: their rows are read and written as
	 * if they were of one, and new rows say whose they are.
	 * @param code may throw anything, which is thrown as it is
	 */
	public static <T extends @Nullable Object, X extends Exception> T all(ScopedCode<T, X> code) throws X {
		return TenantScope.<T, X>call(TenantChoice.ALL, code);
	}

	/**
	 * Runs code that returns nothing, for all tenants; see {@link #all(ScopedCode)}.
	 * @param code may throw anything, which is thrown as it is
	 */
	public static <X extends Exception> void all(ScopedAction<X> code) throws X {
		Assert.notNull(code, CODE);
		TenantScope.<@Nullable Void, X>call(TenantChoice.ALL, code.asCode());
	}

	private static TenantChoice one(Object id) {
		Assert.notNull(id, "'id' must not be null: for all tenants there is Tenant.all(...)");
		return TenantChoice.of(id);
	}

}
