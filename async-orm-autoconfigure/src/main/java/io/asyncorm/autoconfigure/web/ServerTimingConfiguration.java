package io.asyncorm.autoconfigure.web;

import io.micrometer.context.ContextRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the counting of a request's statements needs in Spring MVC and WebFlux alike.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ContextRegistry.class)
class ServerTimingConfiguration {

	@Bean
	MeterAccessor asyncOrmMeterAccessor() {
		return new MeterAccessor();
	}

}
