package io.asyncorm.autoconfigure;

import java.time.Duration;

import javax.sql.DataSource;

import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.diagnostics.IdleConnections;
import io.asyncorm.diagnostics.UnboundedResults;
import io.asyncorm.plan.Observers;
import io.asyncorm.queryset.DataSources;
import io.asyncorm.schema.SchemaInitializer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of async-orm for a {@code DataSource}: finds models and repositories
 * in the application's packages. Each bean is replaced by one that the application
 * declares. Other data sources are set up where {@link EnableAsyncRepositories} names
 * them.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class },
		afterName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnClass({ DataSource.class, DataSourceUtils.class })
@ConditionalOnBooleanProperty(name = "async-orm.enabled", matchIfMissing = true)
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(AsyncOrmProperties.class)
@Import({ DatabaseInitializationDependencyConfigurer.class, PrimaryDataSourceConfiguration.class,
		VirtualThreadConfigurations.Propagating.class, VirtualThreadConfigurations.Plain.class,
		BeanValidationConfiguration.class })
public final class AsyncOrmAutoConfiguration {

	AsyncOrmAutoConfiguration() {
	}

	@Bean
	SetupTime asyncOrmSetupTime() {
		return new SetupTime();
	}

	@Bean
	Databases asyncOrmDatabases(ConfigurableListableBeanFactory beans) {
		return new Databases(beans);
	}

	@Bean
	CustomizedBuilders asyncOrmBuilders(AsyncOrmProperties properties,
			ObjectProvider<AsyncOrmBuilderCustomizer> customizers) {
		return new CustomizedBuilders(properties, customizers);
	}

	@Bean
	@ConditionalOnProperty("async-orm.diagnostics.held-idle")
	ObserverFactory asyncOrmIdleConnections(AsyncOrmProperties properties) {
		Duration from = properties.getDiagnostics().getHeldIdle();
		if (from == null || !from.isPositive()) {
			throw new InvalidConfigurationPropertyValueException("async-orm.diagnostics.held-idle", from,
					"It must be positive, such as 500ms. Leave it out for no warnings.");
		}
		IdleConnections warnings = new IdleConnections(from);
		return (dataSource, assembly) -> new Observers(null, warnings);
	}

	@Bean
	@ConditionalOnProperty("async-orm.diagnostics.max-rows")
	ObserverFactory asyncOrmUnboundedResults(AsyncOrmProperties properties) {
		Integer rows = properties.getDiagnostics().getMaxRows();
		if (rows == null || rows <= 0) {
			throw new InvalidConfigurationPropertyValueException("async-orm.diagnostics.max-rows", rows,
					"It must be positive, such as 10000. Leave it out for no limit.");
		}
		UnboundedResults results = new UnboundedResults(rows, properties.getDiagnostics().getMaxRowsAction());
		return (dataSource, assembly) -> new Observers(null, results);
	}

	@Bean
	@ConditionalOnBooleanProperty("async-orm.diagnostics.locks")
	ObserverFactory asyncOrmLockDiagnosis(VirtualThreadExecutor threads) {
		return new LockDiagnoses(threads);
	}

	@Bean
	SlowStatementExplanations asyncOrmSlowStatementExplanations(VirtualThreadExecutor threads,
			ApplicationEventPublisher events) {
		return new SlowStatementExplanations(threads, events);
	}

	/** Over all databases. */
	@Bean(initMethod = "run")
	@ConditionalOnProperty("async-orm.schema.diff")
	@Lazy(false)
	SchemaDiffCommand asyncOrmSchemaDiffCommand(ConfigurableListableBeanFactory beans) {
		return new SchemaDiffCommand(beans.getBeansOfType(SchemaInitializer.class, true, false));
	}

	@Bean
	static SchemaAfterEntities asyncOrmSchemaAfterEntities(Environment environment) {
		return new SchemaAfterEntities(environment);
	}

	@Bean
	@ConditionalOnMissingBean
	DataSources asyncOrmDataSources(ConfigurableListableBeanFactory beans) {
		return new NamedDataSources(beans);
	}

}
