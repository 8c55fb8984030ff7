package io.asyncorm.autoconfigure;

import java.util.List;

import io.asyncorm.async.VirtualThreadExecutor;
import io.micrometer.context.ContextSnapshotFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;

/**
 * Configures the virtual threads of async-orm, and the context that callbacks inherit
 * from their caller: by the application's task decorators, or else by Micrometer's
 * context propagation, where it is present.
 */
final class VirtualThreadConfigurations {

	private VirtualThreadConfigurations() {
	}

	private static VirtualThreadExecutor executor(ObjectProvider<TaskDecorator> decorators,
			List<TaskDecorator> otherwise) {
		List<TaskDecorator> own = decorators.orderedStream().toList();
		return new VirtualThreadExecutor(new CompositeTaskDecorator(own.isEmpty() ? otherwise : own));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ContextSnapshotFactory.class)
	static final class Propagating {

		@Bean
		@ConditionalOnMissingBean
		VirtualThreadExecutor asyncOrmVirtualThreadExecutor(ObjectProvider<TaskDecorator> decorators) {
			return executor(decorators, List.of(new ContextPropagatingTaskDecorator()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static final class Plain {

		@Bean
		@ConditionalOnMissingBean
		VirtualThreadExecutor asyncOrmVirtualThreadExecutor(ObjectProvider<TaskDecorator> decorators) {
			return executor(decorators, List.of());
		}

	}

}
