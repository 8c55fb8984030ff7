package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.assembly.Engine;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.schema.SchemaInitializer;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConstructorArgumentValues.ValueHolder;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Registers the beans of a data source that {@code @EnableAsyncRepositories} names, each
 * under the name of its part and of the data source. They are injected where a qualifier
 * asks for them.
 */
final class DatabaseDefinitions {

	/** Begins the names of what makes tables. */
	static final String SCHEMA = "asyncOrmSchemaInitializer.";

	private static final String SETUP = "asyncOrmSetup.";

	private static final String ENGINE = "asyncOrmEngine.";

	private static final String REPOSITORIES = "asyncOrmRepositories.";

	private static final int MANAGER = 1;

	private static final int PACKAGES = 2;

	private DatabaseDefinitions() {
	}

	/**
	 * Registers them, or adds the packages to those that are registered.
	 * @param transactionManager the name of its transaction manager; empty if not told
	 * @param schema whether something may have to be done about its tables
	 */
	static void register(String dataSource, String transactionManager, Set<String> packages, boolean schema,
			BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition(SETUP + dataSource)) {
			extend(registry.getBeanDefinition(SETUP + dataSource), dataSource, transactionManager, packages);
			return;
		}
		RootBeanDefinition setup = definition(DatabaseSetup.class, dataSource);
		setup.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		argument(setup, 0, dataSource);
		argument(setup, MANAGER, transactionManager);
		argument(setup, PACKAGES, packages.toArray(String[]::new));
		registry.registerBeanDefinition(SETUP + dataSource, setup);
		if (schema) {
			RootBeanDefinition initializer = part(SchemaInitializer.class, "schema", SETUP, dataSource);
			initializer.setInitMethodName("start");
			initializer.setDestroyMethodName("stop");
			registry.registerBeanDefinition(SCHEMA + dataSource, initializer);
		}
		registry.registerBeanDefinition(ENGINE + dataSource, part(Engine.class, "engine", SETUP, dataSource));
		registry.registerBeanDefinition(REPOSITORIES + dataSource,
				part(RepositoryProxyFactory.class, "repositories", ENGINE, dataSource));
		registry.registerBeanDefinition(transactions(dataSource),
				ofEngine(AsyncTransactions.class, "transactions", dataSource));
		registry.registerBeanDefinition("asyncOrmDispatcherShutdown." + dataSource,
				ofEngine(DispatcherShutdown.class, "shutdown", dataSource));
		if (!registry.containsBeanDefinition(DeclaredDataSources.class.getName())) {
			RootBeanDefinition check = new RootBeanDefinition(DeclaredDataSources.class);
			check.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
			registry.registerBeanDefinition(DeclaredDataSources.class.getName(), check);
		}
	}

	private static void extend(BeanDefinition setup, String dataSource, String transactionManager,
			Set<String> packages) {
		String before = (String) value(setup, MANAGER);
		if (!transactionManager.isEmpty() && !transactionManager.equals(before)) {
			if (!before.isEmpty()) {
				throw new StartupFaultException(
						"@EnableAsyncRepositories names two transaction managers for the dataSourceRef '%s': '%s' and '%s'."
							.formatted(dataSource, before, transactionManager),
						"Name one of them only.");
			}
			argument(setup, MANAGER, transactionManager);
		}
		Set<String> all = new LinkedHashSet<>(packages(setup));
		all.addAll(packages);
		argument(setup, PACKAGES, all.toArray(String[]::new));
	}

	private static RootBeanDefinition part(Class<?> type, String method, String of, String dataSource) {
		RootBeanDefinition definition = definition(type, dataSource);
		definition.setFactoryBeanName(of + dataSource);
		definition.setFactoryMethodName(method);
		return definition;
	}

	private static RootBeanDefinition ofEngine(Class<?> type, String method, String dataSource) {
		RootBeanDefinition definition = part(type, method, SETUP, dataSource);
		argument(definition, 0, new RuntimeBeanReference(ENGINE + dataSource));
		return definition;
	}

	private static RootBeanDefinition definition(Class<?> type, String dataSource) {
		RootBeanDefinition definition = new RootBeanDefinition(type);
		definition.setDefaultCandidate(false);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, dataSource));
		definition.setResourceDescription("async-orm over the data source '" + dataSource + "'");
		return definition;
	}

	private static void argument(BeanDefinition definition, int index, Object value) {
		definition.getConstructorArgumentValues().addIndexedArgumentValue(index, value);
	}

	private static Object value(BeanDefinition definition, int index) {
		ValueHolder holder = definition.getConstructorArgumentValues().getIndexedArgumentValues().get(index);
		Object value = (holder != null) ? holder.getValue() : null;
		if (value == null) {
			throw new IllegalStateException("No argument " + index + " in " + definition);
		}
		return value;
	}

	/** The name of the bean for its transactions. */
	static String transactions(String dataSource) {
		return dataSource + "AsyncTransactions";
	}

	/** The name of the bean with all its parts. */
	static String engine(String dataSource) {
		return ENGINE + dataSource;
	}

	/** What implements its repositories. */
	static RuntimeBeanReference repositories(String dataSource) {
		return new RuntimeBeanReference(REPOSITORIES + dataSource);
	}

	/** The data source whose repositories are implemented by a bean; null if another. */
	static @Nullable String dataSourceOf(@Nullable Object repositories) {
		return (repositories instanceof RuntimeBeanReference bean && bean.getBeanName().startsWith(REPOSITORIES))
				? bean.getBeanName().substring(REPOSITORIES.length()) : null;
	}

	/** The data sources that are named. */
	static List<String> dataSources(BeanDefinitionRegistry registry) {
		List<String> names = new ArrayList<>();
		for (String name : registry.getBeanDefinitionNames()) {
			if (name.startsWith(SETUP)) {
				names.add(name.substring(SETUP.length()));
			}
		}
		return names;
	}

	/** The packages of the models and repositories of one. */
	static List<String> packages(String dataSource, BeanDefinitionRegistry registry) {
		return packages(registry.getBeanDefinition(SETUP + dataSource));
	}

	private static List<String> packages(BeanDefinition setup) {
		return Arrays.asList((String[]) value(setup, PACKAGES));
	}

	/** The name of the transaction manager of one; empty if not told. */
	static String transactionManager(String dataSource, BeanDefinitionRegistry registry) {
		return (String) value(registry.getBeanDefinition(SETUP + dataSource), MANAGER);
	}

}
