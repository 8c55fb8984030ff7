package io.asyncorm.autoconfigure.observation;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.AsyncOrmProperties;
import io.asyncorm.autoconfigure.Databases;
import io.asyncorm.autoconfigure.ObserverFactory;
import io.asyncorm.plan.Observers;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the observation {@code async.orm.operation}, where there is an
 * {@code ObservationRegistry}. Switched off by
 * {@code management.observations.enable.async.orm=false}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AsyncOrmAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({ Databases.class, ObservationRegistry.class })
public final class AsyncOrmObservationAutoConfiguration {

	AsyncOrmObservationAutoConfiguration() {
	}

	@Bean
	ObserverFactory asyncOrmOperationObservation(ObservationRegistry registry,
			ObjectProvider<OperationConvention> convention) {
		OperationConvention used = convention.getIfAvailable(DefaultOperationConvention::new);
		return (dataSource, assembly) -> new Observers(new MicrometerOperations(registry, used, dataSource, assembly),
				null);
	}

	@Bean
	@ConditionalOnProperty("async-orm.diagnostics.foreign-io")
	ForeignIoHandler asyncOrmForeignIoHandler(AsyncOrmProperties properties, ObjectProvider<Databases> databases) {
		return new ForeignIoHandler(properties.getDiagnostics().getForeignIo(), databases);
	}

}
