package io.asyncorm.autoconfigure.web;

import io.asyncorm.async.MeteredCode;
import io.asyncorm.plan.StatementMeter;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets whoever carries contexts from thread to thread by Micrometer's context propagation
 * carry the meter of a request, such as Reactor with
 * {@code spring.reactor.context-propagation=auto}.
 */
final class MeterAccessor implements ThreadLocalAccessor<StatementMeter>, AutoCloseable {

	MeterAccessor() {
		ContextRegistry.getInstance().registerThreadLocalAccessor(this);
	}

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

	@Override
	public void close() {
		ContextRegistry.getInstance().removeThreadLocalAccessor(StatementMeter.class.getName());
	}

}
