package io.asyncorm.autoconfigure.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.Database;
import io.asyncorm.autoconfigure.Databases;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health {@code asyncOrm}, with one for each data source if
 * there are several.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AsyncOrmAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(Databases.class)
@ConditionalOnEnabledHealthIndicator("async-orm")
public final class AsyncOrmHealthContributorAutoConfiguration {

	AsyncOrmHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "asyncOrmHealthIndicator", "asyncOrmHealthContributor" })
	HealthContributor asyncOrmHealthContributor(Databases databases) {
		List<Database> all = databases.all();
		if (all.size() == 1) {
			return new ExecutionHealthIndicator(all.get(0).dispatcher());
		}
		Map<String, HealthContributor> each = new LinkedHashMap<>();
		all.forEach((database) -> each.put(database.name(), new ExecutionHealthIndicator(database.dispatcher())));
		return CompositeHealthContributor.fromMap(each);
	}

}
