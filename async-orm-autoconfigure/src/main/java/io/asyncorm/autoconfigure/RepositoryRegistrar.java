package io.asyncorm.autoconfigure;

import java.util.Set;

import io.asyncorm.repository.Repository;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Registers a bean for each interface in the scanned packages that extends
 * {@link Repository}, unless the application has one already. Interfaces with type
 * parameters are left out: other repositories extend them.
 */
final class RepositoryRegistrar implements ImportBeanDefinitionRegistrar {

	private static final Log logger = LogFactory.getLog(RepositoryRegistrar.class);

	private final BeanFactory beanFactory;

	private final Environment environment;

	private final ResourceLoader resources;

	RepositoryRegistrar(BeanFactory beanFactory, Environment environment, ResourceLoader resources) {
		this.beanFactory = beanFactory;
		this.environment = environment;
		this.resources = resources;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		Scanner scanner = new Scanner(this.environment, this.resources);
		for (String base : packages(importing, registry)) {
			for (BeanDefinition candidate : scanner.findCandidateComponents(base)) {
				Class<?> type = load(candidate);
				if (type.getTypeParameters().length == 0 && !isDefined(type)) {
					registry.registerBeanDefinition(name(type, registry), definition(type));
				}
			}
		}
	}

	private Set<String> packages(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		if (importing.hasAnnotation(EnableAsyncRepositories.class.getName())) {
			boolean enabled = this.environment.getProperty("async-orm.enabled", Boolean.class, true);
			return enabled ? ScannedPackages.ofAnnotation(importing) : Set.of();
		}
		Set<String> packages = ScannedPackages.ofApplication(this.beanFactory, registry);
		if (packages.isEmpty()) {
			logger.debug("No repositories: there are no auto-configuration packages to look for them");
		}
		return packages;
	}

	private Class<?> load(BeanDefinition candidate) {
		return ClassUtils.resolveClassName(String.valueOf(candidate.getBeanClassName()),
				this.resources.getClassLoader());
	}

	private boolean isDefined(Class<?> type) {
		return this.beanFactory instanceof ListableBeanFactory beans
				&& beans.getBeanNamesForType(type, true, false).length > 0;
	}

	private static String name(Class<?> type, BeanDefinitionRegistry registry) {
		String name = ClassUtils.getShortNameAsProperty(type);
		return registry.containsBeanDefinition(name) ? type.getName() : name;
	}

	private static RootBeanDefinition definition(Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition(RepositoryFactoryBean.class);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, type);
		definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, type);
		// definitions that are generated ahead of time keep no attributes
		definition.setTargetType(ResolvableType.forClassWithGenerics(RepositoryFactoryBean.class, type));
		definition.setRole(BeanDefinition.ROLE_APPLICATION);
		definition.setResourceDescription("async-orm repository " + type.getName());
		return definition;
	}

	/** Finds interfaces, which Spring's own scan leaves out. */
	private static final class Scanner extends ClassPathScanningCandidateComponentProvider {

		Scanner(Environment environment, ResourceLoader resources) {
			super(false, environment);
			setResourceLoader(resources);
			addIncludeFilter(new AssignableTypeFilter(Repository.class));
		}

		@Override
		protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
			AnnotationMetadata type = definition.getMetadata();
			return type.isInterface() && type.isIndependent();
		}

	}

}
