package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.assembly.InvalidSettingException;
import io.asyncorm.assembly.LanePlan;
import io.asyncorm.assembly.ReplicaEngine;
import io.asyncorm.assembly.ReplicaSettings;
import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.jdbc.JdbcOperationExecutor;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.CurrentUser;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.NamingStrategy;
import io.asyncorm.model.ObjectValidator;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.query.TenantResolver;
import io.asyncorm.queryset.CallbackRegistry;
import io.asyncorm.queryset.DataSources;
import io.asyncorm.queryset.QuerySetRelations;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.schema.SchemaInitializer;
import io.asyncorm.transaction.AsyncTransactions;
import io.asyncorm.transaction.DefaultAsyncTransactions;
import io.asyncorm.transaction.TransactionBlocks;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * Configures async-orm over the primary data source, if no
 * {@code @EnableAsyncRepositories} names it. Each bean is replaced by one that the
 * application declares.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSingleCandidate(DataSource.class)
@Conditional(UndeclaredDataSourceCondition.class)
@Import({ RepositoryRegistrar.class, ReplicaConfiguration.class })
class PrimaryDataSourceConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ModelRegistry asyncOrmModelRegistry(ConfigurableApplicationContext context,
			ObjectProvider<AttributeConverter<?, ?>> converters, ObjectProvider<LookupRegistry> lookups,
			ObjectProvider<NamingStrategy> naming, SetupTime time) throws Exception {
		List<AttributeConverter<?, ?>> beans = converters.orderedStream().toList();
		Set<Class<?>> models = ModelScan.of(context.getBeanFactory());
		try {
			return time
				.of(() -> ModelRegistry.of(models, beans, naming.getIfAvailable(() -> NamingStrategy.SNAKE_CASE)));
		}
		catch (ModelDefinitionException ex) {
			Set<Class<?>> sound = FaultyModels.soundAmong(models, ex.declarations());
			RepositoryFaults.findOver(sound, beans, context.getBeanFactory(), lookups).forEach(ex::addSuppressed);
			throw ex;
		}
	}

	/** After the lanes, whose plan refuses what may connect to the wrong database. */
	@Bean
	@ConditionalOnMissingBean
	@DependsOn("asyncOrmLanePlan")
	Dialect asyncOrmDialect(DataSource dataSource, ObjectProvider<OperationRouting> routing,
			CustomizedBuilders builders, SetupTime time) throws Exception {
		return time.of(() -> builders.builder(dataSource, routing.getIfAvailable()).parts().toDialect());
	}

	@Bean
	@ConditionalOnMissingBean
	LookupRegistry asyncOrmLookupRegistry(DataSource dataSource, ObjectProvider<Lookup> lookups,
			ObjectProvider<DatabaseFunction> functions, CustomizedBuilders builders) {
		return builders.builder(dataSource, null)
			.lookups(lookups.orderedStream().toArray(Lookup[]::new))
			.functions(functions.orderedStream().toArray(DatabaseFunction[]::new))
			.parts()
			.toLookups();
	}

	@Bean
	@ConditionalOnMissingBean
	JsonFormat asyncOrmJsonFormat() {
		return JsonFormat.detect();
	}

	@Bean
	Assembly asyncOrmAssembly(DataSource dataSource, Dialect dialect, ModelRegistry models, LookupRegistry lookups,
			JsonFormat json, ObjectProvider<CurrentUser> user, ObjectProvider<ObjectValidator> validator,
			ObjectProvider<OperationRouting> routing, ObjectProvider<TenantResolver> tenants,
			CustomizedBuilders builders, AsyncOrmProperties properties, ConfigurableListableBeanFactory beans) {
		ReplicaSettings replica = new ReplicaDataSource(properties.getReplicas(), beans).settings(null);
		try {
			Assembly assembly = builders.builder(dataSource, routing.getIfAvailable())
				.dialect(dialect)
				.models(models)
				.lookups(lookups)
				.jsonFormat(json)
				.currentUser(user.getIfAvailable(() -> CurrentUser.NOBODY))
				.tenants(tenants.getIfAvailable())
				.validator(validator.getIfAvailable(() -> ObjectValidator.NONE))
				.parts()
				.toAssembly()
				.named(DeclaredDataSources.areSeveral(beans) ? DeclaredDataSources.primary(beans) : null)
				.replicatedBy(replica);
			return ObserverFactory.observe(Databases.primaryName(beans), assembly, beans);
		}
		catch (InvalidSettingException ex) {
			throw InvalidSettings.named(ex);
		}
	}

	@Bean
	@ConditionalOnMissingBean(RelationFactory.class)
	QuerySetRelations asyncOrmRelationFactory(Assembly assembly, ObjectProvider<QuerySets> querySets) {
		return assembly.relations(SingletonSupplier.of(querySets::getObject));
	}

	@Bean
	@ConditionalOnMissingBean(OperationExecutor.class)
	JdbcOperationExecutor asyncOrmOperationExecutor(Assembly assembly, RelationFactory relations) {
		return assembly.executor(relations);
	}

	@Bean
	LanePlan asyncOrmLanePlan(DataSource dataSource, ObjectProvider<DataSourcePoolMetadataProvider> pools,
			ObjectProvider<OperationRouting> routing, CustomizedBuilders builders) {
		return PoolLanes.plan(builders.builder(dataSource, routing.getIfAvailable()), dataSource,
				pools.orderedStream());
	}

	@Bean
	@ConditionalOnMissingBean(OperationDispatcher.class)
	AsyncDispatcher asyncOrmDispatcher(Assembly assembly, OperationExecutor executor, VirtualThreadExecutor threads,
			LanePlan lanes) {
		return assembly.dispatcher(executor, threads, lanes);
	}

	@Bean
	@ConditionalOnBean(AsyncDispatcher.class)
	DispatcherShutdown asyncOrmDispatcherShutdown(AsyncDispatcher dispatcher, ConfigurableApplicationContext context) {
		return new DispatcherShutdown(dispatcher, context);
	}

	@Bean
	@ConditionalOnMissingBean
	QuerySets asyncOrmQuerySets(Assembly assembly, OperationDispatcher dispatcher, DataSources dataSources,
			ObjectProvider<CallbackRegistry> callbacks, ObjectProvider<ReplicaEngine> replica,
			ObjectProvider<DefaultAsyncTransactions> transactions) {
		ReplicaEngine there = replica.getIfAvailable();
		QuerySets querySets = assembly.querySets((there != null) ? there.routing() : dispatcher)
			.with(dataSources)
			.runningIn(SingletonSupplier.of(() -> new TransactionBlocks(transactions.getObject())));
		CallbackRegistry registry = callbacks.getIfAvailable();
		return (registry != null) ? querySets.with(registry) : querySets;
	}

	@Bean
	@ConditionalOnBean({ AsyncDispatcher.class, LifecycleCallbacks.class })
	CallbackRegistry asyncOrmCallbackRegistry(Assembly assembly, ConfigurableListableBeanFactory beans,
			ObjectProvider<PlatformTransactionManager> transactionManager, DataSource dataSource,
			OperationExecutor executor, AsyncDispatcher dispatcher) {
		return assembly.callbacks(() -> CallbackBeans.of(assembly.models(), beans),
				() -> assembly.transactions(
						transactionManager.getIfUnique(() -> new JdbcTransactionManager(dataSource)), executor,
						dispatcher));
	}

	/** Finds out late what is wrong with callbacks, since they may write themselves. */
	@Bean
	@ConditionalOnBean(CallbackRegistry.class)
	SmartInitializingSingleton asyncOrmCallbackCheck(CallbackRegistry callbacks) {
		return callbacks::check;
	}

	@Bean
	@ConditionalOnMissingBean
	RepositoryProxyFactory asyncOrmRepositoryProxyFactory(Assembly assembly, QuerySets querySets) {
		return assembly.repositories(querySets);
	}

	@Bean
	@ConditionalOnMissingBean(AsyncTransactions.class)
	@ConditionalOnBean(AsyncDispatcher.class)
	@ConditionalOnSingleCandidate(PlatformTransactionManager.class)
	DefaultAsyncTransactions asyncOrmTransactions(Assembly assembly, PlatformTransactionManager transactionManager,
			OperationExecutor executor, AsyncDispatcher dispatcher, ObjectProvider<ReplicaEngine> replica,
			ConfigurableListableBeanFactory beans) {
		return assembly.transactions(PrimaryTransactions.manager(assembly.dataSource(), transactionManager, beans),
				executor, dispatcher, replica.getIfAvailable());
	}

	@Bean(initMethod = "start", destroyMethod = "stop")
	@ConditionalOnMissingBean
	@Conditional(SchemaCondition.class)
	SchemaInitializer asyncOrmSchemaInitializer(Assembly assembly, AsyncOrmProperties properties,
			ApplicationContext context) {
		return SchemaSetup.initializer(assembly, properties.getSchema(), null, context);
	}

	@Bean
	StartupReport asyncOrmStartupReport(ConfigurableListableBeanFactory beans, ModelRegistry models, Dialect dialect,
			LanePlan lanes, VirtualThreadExecutor threads, SetupTime time, ObjectProvider<ReplicaEngine> replica) {
		return new StartupReport(beans, models, dialect, lanes, threads, time, replica);
	}

}
