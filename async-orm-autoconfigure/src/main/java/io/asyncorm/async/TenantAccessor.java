package io.asyncorm.async;

import io.asyncorm.plan.TenantChoice;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets whoever carries contexts from thread to thread by Micrometer's context propagation
 * carry the tenant of a scope: {@code @Async} methods with a
 * {@code ContextPropagatingTaskDecorator}, Reactor with
 * {@code spring.reactor.context-propagation=auto}, and coroutines. Otherwise what is
 * carried for a {@code TenantResolver} would arrive without the scope that comes before
 * it, and so the work of one tenant as that of another. It is found as a service, as the
 * scope belongs to threads and not to an application context.
 *
 * @since 0.1.0
 */
public final class TenantAccessor implements ThreadLocalAccessor<TenantChoice> {

	@Override
	public Object key() {
		return TenantScope.class.getName();
	}

	@Override
	public @Nullable TenantChoice getValue() {
		return TenantScope.carried();
	}

	@Override
	public void setValue(TenantChoice choice) {
		TenantScope.bind(choice);
	}

	@Override
	public void setValue() {
		TenantScope.restore(null);
	}

}
