package io.asyncorm.autoconfigure.observation;

import java.util.Set;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.Databases;
import io.asyncorm.autoconfigure.ObserverFactory;
import io.asyncorm.plan.Observers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.core.instrument.observation.MeterObservationHandler;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of timers, gauges and counters, where there is a
 * {@code MeterRegistry}. Switched off by
 * {@code management.metrics.enable.async.orm=false}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AsyncOrmAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ Databases.class, MeterRegistry.class })
public final class AsyncOrmMetricsAutoConfiguration {

	AsyncOrmMetricsAutoConfiguration() {
	}

	@Bean
	ObserverFactory asyncOrmExecutionObservation(MeterRegistry registry) {
		return (dataSource, assembly) -> new Observers(null, new MeteredExecution(registry, dataSource));
	}

	@Bean
	ExecutionMetrics asyncOrmExecutionMetrics(Databases databases) {
		return new ExecutionMetrics(databases);
	}

	/**
	 * Instead of Spring Boot's handler, which measures everything else. A handler of the
	 * application measures calls, too.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE - 1)
	@ConditionalOnBean(DefaultMeterObservationHandler.class)
	@ConditionalOnSingleCandidate(MeterObservationHandler.class)
	OperationMeters asyncOrmOperationMeters(MeterRegistry registry, Environment environment) {
		return new OperationMeters(registry,
				Binder.get(environment)
					.bind("management.metrics.observations.ignored-meters", Bindable.setOf(IgnoredMeters.class))
					.orElse(Set.of()));
	}

}
