package io.asyncorm;

import io.asyncorm.async.TenantScope;
import io.asyncorm.plan.TenantChoice;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Says which tenant a piece of code acts for, of models that belong to tenants
 * ({@code @Model(distributedBy = "shop")}): <pre>{@code
 * List<Order> open = Tenant.as(shop.id(), () -> await(orders.filter("state", "open").alist()));
 * }</pre> Every a-method and every {@code atomic} that the code calls, on its thread,
 * reads and writes the rows of this tenant and no other's, in every table that belongs to
 * tenants: joined, prefetched and nested ones, too. New rows are given it. It goes with
 * what was called: to callbacks such as {@code thenApply}, to blocks and to streams. Code
 * within it may act for another tenant by a scope of its own, within the same
 * transaction, too.
 * <p>
 * Where neither this nor a {@code TenantResolver} says which tenant is current, what asks
 * for such rows fails with a {@code MissingTenantException}. To reach the rows of all
 * tenants is a choice that has to be written down: {@link #all(Code)}.
 *
 * @since 0.1.0
 */
public final class Tenant {

	private Tenant() {
	}

	/**
	 * Runs code for a tenant that returns a value.
	 * @param id the tenant, as the property has it that models are distributed by
	 * @param code may throw anything, which is thrown as it is
	 */
	public static <T extends @Nullable Object, X extends Exception> T as(Object id, Code<T, X> code) throws X {
		return Tenant.<T, X>call(one(id), code);
	}

	/**
	 * Runs code for a tenant that returns nothing.
	 * @param id the tenant, as the property has it that models are distributed by
	 * @param code may throw anything, which is thrown as it is
	 */
	public static <X extends Exception> void as(Object id, Action<X> code) throws X {
		Tenant.<X>run(one(id), code);
	}

	/**
	 * Runs code that returns a value, for all tenants: their rows are read and written as
	 * if they were of one, and new rows say whose they are.
	 * @param code may throw anything, which is thrown as it is
	 */
	public static <T extends @Nullable Object, X extends Exception> T all(Code<T, X> code) throws X {
		return Tenant.<T, X>call(TenantChoice.ALL, code);
	}

	/**
	 * Runs code that returns nothing, for all tenants; see {@link #all(Code)}.
	 * @param code may throw anything, which is thrown as it is
	 */
	public static <X extends Exception> void all(Action<X> code) throws X {
		Tenant.<X>run(TenantChoice.ALL, code);
	}

	private static TenantChoice one(Object id) {
		Assert.notNull(id, "'id' must not be null: for all tenants there is Tenant.all(...)");
		return TenantChoice.of(id);
	}

	private static <X extends Exception> void run(TenantChoice choice, Action<X> code) throws X {
		Tenant.<@Nullable Void, X>call(choice, () -> {
			code.run();
			return null;
		});
	}

	@SuppressWarnings("unchecked") // the code throws nothing else that is checked
	private static <T extends @Nullable Object, X extends Exception> T call(TenantChoice choice, Code<T, X> code)
			throws X {
		try {
			return TenantScope.call(choice, code::run);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw (X) ex;
		}
	}

	/**
	 * Code with a value.
	 *
	 * @param <T> the value
	 * @param <X> what it may throw
	 */
	@FunctionalInterface
	public interface Code<T extends @Nullable Object, X extends Exception> {

		T run() throws X;

	}

	/**
	 * Code without a value.
	 *
	 * @param <X> what it may throw
	 */
	@FunctionalInterface
	public interface Action<X extends Exception> {

		void run() throws X;

	}

}
