package io.asyncorm.test;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.Databases;
import io.asyncorm.autoconfigure.check.QueryCheck;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Holds the queries of all repositories against the database of
 * {@link AsyncOrmTest @AsyncOrmTest}, unless {@code async-orm.queries.check=off} says
 * otherwise.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AsyncOrmAutoConfiguration.class)
@ConditionalOnBean(Databases.class)
@ConditionalOnProperty(name = "async-orm.queries.check", havingValue = "startup", matchIfMissing = true)
public final class QueryCheckTestAutoConfiguration {

	QueryCheckTestAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	QueryCheck asyncOrmQueryCheck(Databases databases) {
		return new QueryCheck(databases);
	}

}
