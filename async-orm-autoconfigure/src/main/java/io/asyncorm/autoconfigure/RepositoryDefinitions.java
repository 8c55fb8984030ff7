package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.ConstructorArgumentValues.ValueHolder;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Defines the beans of repositories, each for one data source, and finds them again. Of a
 * repository that several data sources have, that of the primary one is injected without
 * a qualifier.
 */
final class RepositoryDefinitions {

	private static final int PROXIES = 2;

	private RepositoryDefinitions() {
	}

	/**
	 * Defines a repository, unless it is defined.
	 * @param dataSource the name of its data source; null for the primary one
	 */
	static void register(Class<?> type, @Nullable String dataSource, BeanDefinitionRegistry registry) {
		Map<String, AbstractBeanDefinition> others = definitions(type, registry);
		if (others.values().stream().anyMatch((other) -> Objects.equals(dataSourceOf(other), dataSource))) {
			return;
		}
		RootBeanDefinition definition = definition(type, dataSource);
		if (dataSource == null) {
			others.forEach((name, other) -> giveWay(name, other, type, registry));
		}
		else if (others.values().stream().anyMatch((other) -> dataSourceOf(other) == null)) {
			definition.setDefaultCandidate(false);
		}
		registry.registerBeanDefinition(name(type, others.isEmpty() ? null : dataSource, registry), definition);
	}

	/** Leaves the plain name to that of the primary data source, whichever came first. */
	private static void giveWay(String name, AbstractBeanDefinition other, Class<?> type,
			BeanDefinitionRegistry registry) {
		other.setDefaultCandidate(false);
		registry.removeBeanDefinition(name);
		registry.registerBeanDefinition(name(type, dataSourceOf(other), registry), other);
	}

	private static String name(Class<?> type, @Nullable String dataSource, BeanDefinitionRegistry registry) {
		String name = ClassUtils.getShortNameAsProperty(type);
		String prefixed = (dataSource != null) ? dataSource + StringUtils.capitalize(name) : name;
		if (!registry.containsBeanDefinition(prefixed)) {
			return prefixed;
		}
		return (dataSource != null) ? dataSource + "." + type.getName() : type.getName();
	}

	private static RootBeanDefinition definition(Class<?> type, @Nullable String dataSource) {
		RootBeanDefinition definition = new RootBeanDefinition(RepositoryFactoryBean.class);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, type);
		definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, type);
		// definitions that are generated ahead of time keep no attributes
		definition.setTargetType(ResolvableType.forClassWithGenerics(RepositoryFactoryBean.class, type));
		definition.setRole(BeanDefinition.ROLE_APPLICATION);
		definition.setResourceDescription("async-orm repository " + type.getName());
		if (dataSource != null) {
			definition.getConstructorArgumentValues()
				.addIndexedArgumentValue(PROXIES, DatabaseDefinitions.repositories(dataSource));
			definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, dataSource));
		}
		return definition;
	}

	/** Those of an interface, by their names. */
	static Map<String, AbstractBeanDefinition> definitions(Class<?> type, BeanDefinitionRegistry registry) {
		Map<String, AbstractBeanDefinition> found = new LinkedHashMap<>();
		for (String name : registry.getBeanDefinitionNames()) {
			BeanDefinition definition = registry.getBeanDefinition(name);
			if (definition instanceof AbstractBeanDefinition known
					&& RepositoryFactoryBean.class.getName().equals(definition.getBeanClassName())
					&& type.equals(argument(definition, 0))) {
				found.put(name, known);
			}
		}
		return found;
	}

	/**
	 * The repositories of a data source.
	 * @param dataSource its name; null for the primary one
	 */
	static List<Class<?>> of(@Nullable String dataSource, ConfigurableListableBeanFactory beans) {
		List<Class<?>> repositories = new ArrayList<>();
		for (String name : beans.getBeanNamesForType(RepositoryFactoryBean.class, true, false)) {
			String bean = BeanFactoryUtils.transformedBeanName(name);
			Class<?> repository = beans.getType(bean, false);
			if (repository != null && beans.containsBeanDefinition(bean)
					&& Objects.equals(dataSourceOf(beans.getBeanDefinition(bean)), dataSource)) {
				repositories.add(repository);
			}
		}
		return repositories;
	}

	/** The name of its data source; null if it is the primary one. */
	static @Nullable String dataSourceOf(BeanDefinition definition) {
		return DatabaseDefinitions.dataSourceOf(argument(definition, PROXIES));
	}

	private static @Nullable Object argument(BeanDefinition definition, int index) {
		ValueHolder holder = definition.getConstructorArgumentValues().getIndexedArgumentValues().get(index);
		return (holder != null) ? holder.getValue() : null;
	}

}
