package io.asyncorm.autoconfigure;

import java.util.List;

import io.asyncorm.async.CallerContext;
import io.asyncorm.async.VirtualThreadExecutor;
import io.micrometer.context.ContextSnapshotFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;

/**
 * Configures the virtual threads of async-orm, and the context that callbacks inherit
 * from their caller: by Micrometer's context propagation, where it is present, and by the
 * application's task decorators.
 */
final class VirtualThreadConfigurations {

	private VirtualThreadConfigurations() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ContextSnapshotFactory.class)
	static final class Propagating {

		@Bean
		@ConditionalOnMissingBean
		VirtualThreadExecutor asyncOrmVirtualThreadExecutor(ObjectProvider<TaskDecorator> decorators) {
			return new VirtualThreadExecutor(CallerContext.decorator(decorators.orderedStream().toList()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static final class Plain {

		@Bean
		@ConditionalOnMissingBean
		VirtualThreadExecutor asyncOrmVirtualThreadExecutor(ObjectProvider<TaskDecorator> decorators) {
			List<TaskDecorator> own = decorators.orderedStream().toList();
			return own.isEmpty() ? new VirtualThreadExecutor()
					: new VirtualThreadExecutor(new CompositeTaskDecorator(own));
		}

	}

}
