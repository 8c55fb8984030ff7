package io.asyncorm.autoconfigure.observation;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.Databases;
import io.asyncorm.autoconfigure.ObserverFactory;
import io.asyncorm.plan.Observers;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

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

}
