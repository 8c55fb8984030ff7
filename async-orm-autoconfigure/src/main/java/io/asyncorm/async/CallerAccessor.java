package io.asyncorm.async;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets whoever carries contexts from thread to thread by Micrometer's context propagation
 * carry whom a thread works for, so that it reads its own writes from wherever it goes
 * on: {@code @Async} methods with a {@code ContextPropagatingTaskDecorator}, Reactor with
 * {@code spring.reactor.context-propagation=auto}, and coroutines. It is found as a
 * service, as callers are of threads and not of an application context.
 *
 * @since 0.1.0
 */
public final class CallerAccessor implements ThreadLocalAccessor<CarriedCaller> {

	@Override
	public Object key() {
		return CarriedCaller.KEY;
	}

	/** Null where no database has a replica, so that nothing needs to be carried. */
	@Override
	public @Nullable CarriedCaller getValue() {
		return ReplicaCallers.areNeeded() ? CarriedCaller.here() : null;
	}

	@Override
	public void setValue(CarriedCaller caller) {
		caller.bind();
	}

	/**
	 * Leaves the thread as it is: what comes with no caller is of whom the thread works
	 * for, as it is without context propagation.
	 */
	@Override
	public void setValue() {
		// as said above
	}

	@Override
	public void restore(CarriedCaller previous) {
		previous.restore();
	}

}
