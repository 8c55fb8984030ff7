package io.asyncorm.autoconfigure.actuate;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.Databases;
import io.asyncorm.autoconfigure.SlowStatementExplanations;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@link AsyncOrmEndpoint}, where it is exposed.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AsyncOrmAutoConfiguration.class)
@ConditionalOnClass({ WebEndpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(Databases.class)
@ConditionalOnAvailableEndpoint(AsyncOrmEndpoint.class)
public final class AsyncOrmEndpointAutoConfiguration {

	AsyncOrmEndpointAutoConfiguration() {
	}

	@Bean
	SlowStatements asyncOrmSlowStatements() {
		return new SlowStatements();
	}

	@Bean
	@ConditionalOnMissingBean
	AsyncOrmEndpoint asyncOrmEndpoint(Databases databases, SlowStatements statements,
			SlowStatementExplanations explanations) {
		return new AsyncOrmEndpoint(databases, statements, explanations);
	}

}
