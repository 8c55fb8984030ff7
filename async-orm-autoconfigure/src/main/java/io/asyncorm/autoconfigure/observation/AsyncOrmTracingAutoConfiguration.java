package io.asyncorm.autoconfigure.observation;

import io.asyncorm.autoconfigure.Databases;
import io.micrometer.tracing.Tracer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the links between the span of a merged statement and those of its
 * callers, where there is a {@code Tracer}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AsyncOrmObservationAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration")
@ConditionalOnClass(Tracer.class)
@ConditionalOnBean({ Databases.class, Tracer.class })
public final class AsyncOrmTracingAutoConfiguration {

	AsyncOrmTracingAutoConfiguration() {
	}

	/** Before Spring Boot's handlers, one of which takes whatever is left. */
	@Bean
	@Order(0)
	MergedStatementSpans asyncOrmMergedStatementSpans(Tracer tracer) {
		return new MergedStatementSpans(tracer);
	}

}
