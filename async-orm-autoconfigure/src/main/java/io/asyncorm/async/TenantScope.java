package io.asyncorm.async;

import io.asyncorm.model.ModelField;
import io.asyncorm.plan.CurrentTenant;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.TenantChoice;
import io.asyncorm.query.ScopedCode;
import io.asyncorm.query.TenantResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The tenant that the code of a thread acts for: behind {@code io.asyncorm.Tenant}. Every
 * operation that is called there takes it with it, to whatever thread, and so do its
 * callbacks.
 *
 * @since 0.1.0
 */
public final class TenantScope {

	private static final ThreadLocal<@Nullable TenantChoice> CURRENT = new ThreadLocal<>();

	private TenantScope() {
	}

	/**
	 * The tenant of the calling thread.
	 * @param resolver is asked where no scope says it; null if nobody knows then
	 * @param tenants a field that models are distributed by, which says of what type
	 * tenants are; null if none is
	 */
	public static CurrentTenant current(@Nullable TenantResolver resolver, @Nullable ModelField tenants) {
		return () -> {
			TenantChoice known = CURRENT.get();
			if (known == null) {
				Object tenant = (resolver != null) ? resolver.currentTenant() : null;
				known = (tenant != null) ? TenantChoice.of(tenant) : TenantChoice.UNKNOWN;
			}
			return (tenants != null) ? known.of(tenants) : known;
		};
	}

	/** Runs code for a tenant, or for all of them, whatever is around it. */
	public static <T extends @Nullable Object, X extends Exception> T call(TenantChoice choice, ScopedCode<T, X> code)
			throws X {
		Assert.notNull(code, "'code' must not be null");
		TenantChoice outer = bind(choice);
		try {
			return code.run();
		}
		finally {
			restore(outer);
		}
	}

	/** A call that is made later, for the tenant that a scope says now, if one does. */
	static OperationDispatcher.UserCall carry(OperationDispatcher.UserCall call) {
		TenantChoice choice = carried();
		return (choice == null) ? call : () -> {
			TenantChoice outer = bind(choice);
			try {
				return call.run();
			}
			finally {
				restore(outer);
			}
		};
	}

	/** What a scope says for the calling thread; null if none does. */
	static @Nullable TenantChoice carried() {
		TenantChoice choice = CURRENT.get();
		return (choice == null || choice.equals(TenantChoice.UNKNOWN)) ? null : choice;
	}

	/** Binds a tenant to the calling thread; returns what was bound before. */
	static @Nullable TenantChoice bind(TenantChoice choice) {
		TenantChoice outer = CURRENT.get();
		CURRENT.set(choice);
		return outer;
	}

	/** Ends {@link #bind}. */
	static void restore(@Nullable TenantChoice outer) {
		if (outer != null) {
			CURRENT.set(outer);
		}
		else {
			CURRENT.remove();
		}
	}

}
