package io.asyncorm.autoconfigure;

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.model.NearestName;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Checks the beans that {@code @EnableAsyncRepositories} names, once all are defined, and
 * has the transactions of the primary data source injected without a qualifier.
 */
final class DeclaredDataSources implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beans;
		for (String dataSource : DatabaseDefinitions.dataSources(registry)) {
			require(dataSource, "dataSourceRef", DataSource.class, beans);
			String manager = DatabaseDefinitions.transactionManager(dataSource, registry);
			if (!manager.isEmpty()) {
				require(manager, "transactionManagerRef", PlatformTransactionManager.class, beans);
			}
		}
		String primary = primary(beans);
		if (primary != null && isDeclared(primary, registry) && registry.getBeanDefinition(
				DatabaseDefinitions.transactions(primary)) instanceof AbstractBeanDefinition transactions) {
			transactions.setDefaultCandidate(true);
		}
	}

	private static void require(String name, String attribute, Class<?> type, ConfigurableListableBeanFactory beans) {
		List<String> names = List.of(beans.getBeanNamesForType(type, true, false));
		if (!names.contains(name)) {
			throw new UnknownBeanNameException(name, attribute, type, names, NearestName.suggest(name, names));
		}
	}

	/**
	 * The one of the data sources that is injected where none is named; null if there is
	 * none, or no one that is.
	 */
	static @Nullable String primary(ConfigurableListableBeanFactory beans) {
		List<String> names = Arrays.stream(beans.getBeanNamesForType(DataSource.class, true, false))
			.filter((name) -> isCandidate(name, beans))
			.toList();
		List<String> primary = names.stream()
			.filter((name) -> beans.containsBeanDefinition(name) && beans.getBeanDefinition(name).isPrimary())
			.toList();
		List<String> found = primary.isEmpty() ? names : primary;
		return (found.size() == 1) ? found.get(0) : null;
	}

	/** Whether a bean is injected where none is named. */
	static boolean isCandidate(String name, ConfigurableListableBeanFactory beans) {
		if (!beans.containsBeanDefinition(name)) {
			return true;
		}
		BeanDefinition definition = beans.getBeanDefinition(name);
		return definition.isAutowireCandidate() && !definition.isFallback()
				&& (!(definition instanceof AbstractBeanDefinition known) || known.isDefaultCandidate());
	}

	/** Whether messages have to say which data source they are about. */
	static boolean areSeveral(ConfigurableListableBeanFactory beans) {
		return beans.getBeanNamesForType(DataSource.class, true, false).length > 1;
	}

	/** Whether an annotation names it. */
	static boolean isDeclared(String dataSource, BeanDefinitionRegistry registry) {
		return DatabaseDefinitions.dataSources(registry).contains(dataSource);
	}

}
