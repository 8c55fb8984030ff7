package io.asyncorm.autoconfigure.check;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.Databases;

import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@link QueryCheck}, where it is asked for.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AsyncOrmAutoConfiguration.class)
@ConditionalOnBean(Databases.class)
@ConditionalOnProperty(name = "async-orm.queries.check", havingValue = "startup")
public final class QueryCheckAutoConfiguration {

	QueryCheckAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	QueryCheck asyncOrmQueryCheck(Databases databases) {
		return new QueryCheck(databases);
	}

	@Bean
	static LazyInitializationExcludeFilter asyncOrmQueryCheckExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(QueryCheck.class);
	}

}
