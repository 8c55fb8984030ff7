package io.asyncorm.autoconfigure;

import io.asyncorm.jackson.AsyncOrmModule;
import io.asyncorm.model.ModelRegistry;
import tools.jackson.databind.JacksonModule;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of models as JSON: Spring Boot's mappers take the module from here.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AsyncOrmAutoConfiguration.class,
		beforeName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(JacksonModule.class)
public final class AsyncOrmJacksonAutoConfiguration {

	AsyncOrmJacksonAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	AsyncOrmModule asyncOrmModule(ObjectProvider<ModelRegistry> models) {
		ModelRegistry known = models.getIfUnique();
		return (known != null) ? new AsyncOrmModule(known) : new AsyncOrmModule();
	}

}
