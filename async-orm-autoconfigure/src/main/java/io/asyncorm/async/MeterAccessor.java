package io.asyncorm.async;

import io.asyncorm.plan.StatementMeter;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets whoever carries contexts from thread to thread by Micrometer's context propagation
 * carry the meter of a request, such as Reactor with
 * {@code spring.reactor.context-propagation=auto}. It is found as a service, as the meter
 * belongs to threads and not to an application context, of which there may be several.
 *
 * @since 0.1.0
 */
public final class MeterAccessor implements ThreadLocalAccessor<StatementMeter> {

	@Override
	public Object key() {
		return StatementMeter.class.getName();
	}

	@Override
	public @Nullable StatementMeter getValue() {
		return MeteredCode.current();
	}

	@Override
	public void setValue(StatementMeter meter) {
		MeteredCode.enter(meter);
	}

	@Override
	public void setValue() {
		MeteredCode.enter(null);
	}

}
