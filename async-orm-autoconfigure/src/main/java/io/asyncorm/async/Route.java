package io.asyncorm.async;

import java.util.Objects;
import java.util.function.Supplier;

import io.asyncorm.plan.CurrentTenant;
import io.asyncorm.plan.TenantChoice;
import io.asyncorm.query.OperationRouting;
import org.jspecify.annotations.Nullable;

/**
 * What of its caller an operation depends on besides its own meaning: the key by which
 * its connection is chosen, and the tenant whose rows it reads and writes. Equal to
 * another if both may become one statement. Immutable.
 *
 * @param routing binds the key; null if connections do not depend on any
 * @param key the key
 * @param tenant the tenant; null if no model belongs to one
 */
record Route(@Nullable OperationRouting routing, @Nullable Object key, @Nullable TenantChoice tenant) {

	static final Route NONE = new Route(null, null, null);

	/**
	 * That of the calling thread.
	 * @param tenants tells the tenant; null if no model belongs to one
	 */
	static Route ofCaller(@Nullable OperationRouting routing, @Nullable CurrentTenant tenants) {
		if (routing == null && tenants == null) {
			return NONE;
		}
		return new Route(routing, (routing != null) ? routing.currentKey() : null,
				(tenants != null) ? tenants.get() : null);
	}

	/** Whether both may have the same connection, one after the other. */
	boolean sharesConnectionWith(Route other) {
		return Objects.equals(this.key, other.key);
	}

	/** A task that runs with the key and the tenant bound to its thread. */
	Runnable bind(Runnable task) {
		return (this.routing == null && this.tenant == null) ? task : () -> call(() -> {
			task.run();
			return this;
		});
	}

	/** Calls with the key and the tenant bound to the calling thread. */
	<T extends @Nullable Object> T call(Supplier<T> task) {
		if (this.tenant == null) {
			return callRouted(task);
		}
		TenantChoice outer = TenantScope.bind(this.tenant);
		try {
			return callRouted(task);
		}
		finally {
			TenantScope.restore(outer);
		}
	}

	private <T extends @Nullable Object> T callRouted(Supplier<T> task) {
		OperationRouting.Binding binding = (this.routing != null) ? this.routing.bind(this.key) : null;
		try {
			return task.get();
		}
		finally {
			if (binding != null) {
				binding.close();
			}
		}
	}

}
