package io.asyncorm.async;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;

import org.springframework.context.i18n.LocaleContextThreadLocalAccessor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.util.ClassUtils;

/**
 * Carries the context of a caller, by Micrometer's context propagation, which must be on
 * the class path: the logging context (MDC) and the locale, which Micrometer and
 * spring-context, where they are there, can carry but do not by themselves, and all that
 * is registered, such as the trace.
 *
 * @since 0.1.0
 */
public final class CallerContext {

	private static final boolean SLF4J = ClassUtils.isPresent("org.slf4j.MDC", CallerContext.class.getClassLoader());

	private static final boolean LOCALE = ClassUtils.isPresent(
			"org.springframework.context.i18n.LocaleContextThreadLocalAccessor", CallerContext.class.getClassLoader());

	private CallerContext() {
	}

	/**
	 * A decorator that carries all that is registered with Micrometer, the logging
	 * context and the locale, and whatever else the application's own decorators carry,
	 * which have the last word. They take nothing away: most are made for one purpose,
	 * and for {@code @Async} methods, and know nothing of a security context.
	 */
	public static TaskDecorator decorator(List<TaskDecorator> own) {
		List<TaskDecorator> decorators = new ArrayList<>(own);
		if (own.stream().noneMatch(ContextPropagatingTaskDecorator.class::isInstance)) {
			decorators.add(new ContextPropagatingTaskDecorator());
		}
		if (SLF4J) {
			decorators.add(carrying(new Slf4jThreadLocalAccessor()));
		}
		if (LOCALE) {
			decorators.add(carrying(new LocaleContextThreadLocalAccessor()));
		}
		return new CompositeTaskDecorator(decorators);
	}

	/** Costs nothing where the caller has no such value. */
	private static <V> TaskDecorator carrying(ThreadLocalAccessor<V> accessor) {
		return (task) -> {
			V value = accessor.getValue();
			return (value != null) ? () -> run(task, accessor, value) : task;
		};
	}

	private static <V> void run(Runnable task, ThreadLocalAccessor<V> accessor, V value) {
		V previous = accessor.getValue();
		accessor.setValue(value);
		try {
			task.run();
		}
		finally {
			if (previous != null) {
				accessor.restore(previous);
			}
			else {
				accessor.restore();
			}
		}
	}

}
