package io.asyncorm.testslice.tenants;

import org.springframework.core.task.TaskDecorator;
import org.springframework.stereotype.Component;

/** Brings the guide to the threads on which callbacks run. */
@Component
class GuideCarrier implements TaskDecorator {

	@Override
	public Runnable decorate(Runnable task) {
		String name = Guide.NAME.get();
		return () -> {
			Guide.NAME.set(name);
			try {
				task.run();
			}
			finally {
				Guide.NAME.remove();
			}
		};
	}

}
