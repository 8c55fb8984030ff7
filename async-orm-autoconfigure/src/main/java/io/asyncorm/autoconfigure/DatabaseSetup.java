package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.concurrent.Callable;

import javax.sql.DataSource;

import io.asyncorm.AsyncOrm;
import io.asyncorm.assembly.Assembly;
import io.asyncorm.assembly.Engine;
import io.asyncorm.assembly.InvalidSettingException;
import io.asyncorm.assembly.LanePlan;
import io.asyncorm.assembly.ReplicaEngine;
import io.asyncorm.assembly.ReplicaSettings;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.CurrentUser;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.NamingStrategy;
import io.asyncorm.model.ObjectValidator;
import io.asyncorm.plan.Observers;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.query.TenantResolver;
import io.asyncorm.queryset.DataSources;
import io.asyncorm.schema.SchemaInitializer;
import io.asyncorm.transaction.AsyncTransactions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

/**
 * Sets up async-orm over a data source that {@code @EnableAsyncRepositories} names, as
 * the auto-configuration does over the primary one: its methods give the beans of
 * {@link DatabaseDefinitions}. Beans of the application that are for all data sources,
 * such as converters and lookups, are taken by each; a dialect and a routing, if they are
 * qualified by its name.
 */
final class DatabaseSetup implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(DatabaseSetup.class);

	private final String name;

	private final String transactionManager;

	private final String[] packages;

	private final ConfigurableApplicationContext context;

	private final VirtualThreadExecutor threads;

	private final DataSource dataSource;

	private final LanePlan lanes;

	private final Assembly assembly;

	private final SetupTime time;

	/**
	 * @param name the name of the data source
	 * @param transactionManager the name of its transaction manager; empty if not told
	 * @param packages where its models and repositories are, which the scan asks for
	 */
	DatabaseSetup(String name, String transactionManager, String[] packages, ApplicationContext context,
			CustomizedBuilders builders, VirtualThreadExecutor threads) {
		this.name = name;
		this.transactionManager = transactionManager;
		this.packages = packages;
		this.context = (ConfigurableApplicationContext) context;
		this.threads = threads.named(name);
		this.dataSource = context.getBean(name, DataSource.class);
		this.time = context.getBean(SetupTime.class);
		AsyncOrm.Builder builder = builders.builder(this.dataSource, routing());
		this.lanes = named(() -> PoolLanes.plan(builder, this.dataSource,
				context.getBeanProvider(DataSourcePoolMetadataProvider.class).orderedStream()));
		this.assembly = named(() -> this.time.of(() -> assembly(builder)));
	}

	/** Says with which data source a step fails. */
	private <T> T named(Callable<T> step) {
		return DataSourceFailureException.naming(this.name, step);
	}

	private Assembly assembly(AsyncOrm.Builder builder) {
		Dialect dialect = qualified(Dialect.class);
		try {
			Assembly assembly = builder.dialect((dialect != null) ? dialect : builder.parts().toDialect())
				.models(models())
				.lookups(lookups(builder))
				.jsonFormat(this.context.getBeanProvider(JsonFormat.class).getIfAvailable(JsonFormat::detect))
				.currentUser(this.context.getBeanProvider(CurrentUser.class).getIfAvailable(() -> CurrentUser.NOBODY))
				.tenants(this.context.getBeanProvider(TenantResolver.class).getIfAvailable())
				.validator(
						this.context.getBeanProvider(ObjectValidator.class).getIfAvailable(() -> ObjectValidator.NONE))
				.parts()
				.toAssembly()
				.named(DeclaredDataSources.areSeveral(beans()) ? this.name : null)
				.replicatedBy(
						new ReplicaDataSource(this.context.getBean(AsyncOrmProperties.class).getReplicas(), beans())
							.settings(this.name));
			return ObserverFactory.observe(this.name, assembly, beans());
		}
		catch (InvalidSettingException ex) {
			throw InvalidSettings.named(ex);
		}
	}

	private ModelRegistry models() {
		List<AttributeConverter<?, ?>> converters = this.context
			.<AttributeConverter<?, ?>>getBeanProvider(ResolvableType.forClass(AttributeConverter.class))
			.orderedStream()
			.toList();
		return ModelRegistry.of(ModelScan.of(this.name, beans()), converters,
				this.context.getBeanProvider(NamingStrategy.class).getIfAvailable(() -> NamingStrategy.SNAKE_CASE));
	}

	private LookupRegistry lookups(AsyncOrm.Builder builder) {
		return this.context.getBeanProvider(LookupRegistry.class)
			.getIfAvailable(() -> builder
				.lookups(this.context.getBeanProvider(Lookup.class).orderedStream().toArray(Lookup[]::new))
				.functions(this.context.getBeanProvider(DatabaseFunction.class)
					.orderedStream()
					.toArray(DatabaseFunction[]::new))
				.parts()
				.toLookups());
	}

	private @Nullable OperationRouting routing() {
		OperationRouting own = qualified(OperationRouting.class);
		return (own != null) ? own : this.context.getBeanProvider(OperationRouting.class).getIfAvailable();
	}

	private <T> @Nullable T qualified(Class<T> type) {
		for (String bean : beans().getBeanNamesForType(type)) {
			if (BeanFactoryAnnotationUtils.isQualifierMatch(this.name::equals, bean, beans())) {
				return beans().getBean(bean, type);
			}
		}
		return null;
	}

	private ConfigurableListableBeanFactory beans() {
		return this.context.getBeanFactory();
	}

	/** What makes and drops its tables. */
	SchemaInitializer schema() {
		AsyncOrmProperties properties = this.context.getBean(AsyncOrmProperties.class);
		boolean apart = DeclaredDataSources.areSeveral(beans())
				&& !this.name.equals(DeclaredDataSources.primary(beans()));
		return named(() -> SchemaSetup.initializer(this.assembly, properties.getSchema(), apart ? this.name : null,
				this.context));
	}

	/** All its parts, once the tables are there. */
	Engine engine() {
		boolean callbacks = beans().getBeanNamesForType(LifecycleCallbacks.class, true, false).length > 0;
		return named(() -> checked(Engine.over(this.assembly, this.threads, this.lanes,
				callbacks ? () -> CallbackBeans.of(this.assembly.models(), beans()) : null, this::transactionManager,
				this.context.getBean(DataSources.class), replicaObservers())));
	}

	private static Engine checked(Engine engine) {
		ReplicaEngine replica = engine.replica();
		if (replica != null) {
			SpinningPoolException.refuse(replica.lanes(), replica.settings().name());
		}
		return engine;
	}

	private Observers replicaObservers() {
		ReplicaSettings replica = this.assembly.replica();
		return (replica != null) ? ObserverFactory.observe(replica.name(), this.assembly, beans()).observers()
				: Observers.NONE;
	}

	/** Its transactions, which its operations join. */
	AsyncTransactions transactions(Engine engine) {
		return engine.transactions(transactionManager());
	}

	private PlatformTransactionManager transactionManager() {
		if (!this.transactionManager.isEmpty()) {
			return this.context.getBean(this.transactionManager, PlatformTransactionManager.class);
		}
		List<PlatformTransactionManager> own = this.context.getBeanProvider(PlatformTransactionManager.class)
			.stream()
			.filter((manager) -> manager instanceof ResourceTransactionManager over
					&& over.getResourceFactory() == this.dataSource)
			.toList();
		return (own.size() == 1) ? own.get(0) : new JdbcTransactionManager(this.dataSource);
	}

	/** What ends its operations with the application. */
	DispatcherShutdown shutdown(Engine engine) {
		return new DispatcherShutdown(engine.dispatcher(), this.context);
	}

	@Override
	public void afterSingletonsInstantiated() {
		Engine engine = this.context.getBean(DatabaseDefinitions.engine(this.name), Engine.class);
		named(() -> {
			engine.checkCallbacks();
			return engine;
		});
		StartupReport.log("async-orm over '" + this.name + "'", this.assembly.models(),
				RepositoryDefinitions.of(this.name, beans()).size(), this.assembly.dialect(), this.lanes, this.time);
		if (engine.replica() != null) {
			StartupReport.log(engine.replica());
		}
		if (this.assembly.models().models().isEmpty()) {
			logger
				.warn(("async-orm over '%s': there are no models in %s, which @EnableAsyncRepositories names, and none"
						+ " that repositories there are of")
					.formatted(this.name, String.join(", ", this.packages)));
		}
	}

}
