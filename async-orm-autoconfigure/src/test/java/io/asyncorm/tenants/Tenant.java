package io.asyncorm.tenants;

import java.util.concurrent.Callable;

import io.asyncorm.query.OperationRouting;
import org.jspecify.annotations.Nullable;

/** The tenant of the calling thread, as applications keep it. */
final class Tenant {

	private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

	private Tenant() {
	}

	static @Nullable String current() {
		return CURRENT.get();
	}

	static OperationRouting routing() {
		return OperationRouting.of(CURRENT::get, CURRENT::set, CURRENT::remove);
	}

	static OperationRouting startingAs(String tenant) {
		return OperationRouting.of(CURRENT::get, CURRENT::set, CURRENT::remove, tenant);
	}

	/** Leaves the calling thread without a tenant, as a helper may do at its end. */
	static void forget() {
		CURRENT.remove();
	}

	/** Calls as a tenant, and is the one before again afterwards. */
	static <T> T call(String tenant, Callable<T> code) {
		String before = CURRENT.get();
		CURRENT.set(tenant);
		try {
			return code.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			if (before != null) {
				CURRENT.set(before);
			}
			else {
				CURRENT.remove();
			}
		}
	}

}
