package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.asyncorm.repository.Repository;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.annotation.AnnotationAttributes;
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
		Set<AnnotationAttributes> enabled = importing.getMergedRepeatableAnnotationAttributes(
				EnableAsyncRepositories.class, EnableAsyncRepositories.Several.class, false);
		if (enabled.isEmpty()) {
			scan(ofApplication(registry)).stream()
				.filter((type) -> !isDefined(type))
				.forEach((type) -> RepositoryDefinitions.register(type, null, registry));
		}
		else if (this.environment.getProperty("async-orm.enabled", Boolean.class, true)) {
			enabled.forEach((annotation) -> register(annotation, importing, registry));
		}
	}

	private void register(AnnotationAttributes annotation, AnnotationMetadata importing,
			BeanDefinitionRegistry registry) {
		Set<String> packages = ScannedPackages.ofAnnotation(annotation, importing);
		String dataSource = annotation.getString("dataSourceRef");
		String transactionManager = annotation.getString("transactionManagerRef");
		if (!dataSource.isEmpty()) {
			DatabaseDefinitions.register(dataSource, transactionManager, packages,
					SchemaCondition.isWanted(this.environment), registry);
		}
		else if (!transactionManager.isEmpty()) {
			throw new StartupFaultException(
					"@EnableAsyncRepositories(transactionManagerRef = \"%s\") on '%s' names no dataSourceRef."
						.formatted(transactionManager, importing.getClassName()),
					"Name its data source, or mark the transaction manager of the primary one with @Primary.");
		}
		List<Class<?>> found = scan(packages);
		if (found.isEmpty() && dataSource.isEmpty()) {
			logger.warn("@EnableAsyncRepositories on '%s' finds no repositories in %s"
				.formatted(importing.getClassName(), String.join(", ", packages)));
		}
		found.stream()
			.filter((type) -> !isOfApplication(type, registry))
			.forEach(
					(type) -> RepositoryDefinitions.register(type, dataSource.isEmpty() ? null : dataSource, registry));
	}

	private Set<String> ofApplication(BeanDefinitionRegistry registry) {
		Set<String> packages = ScannedPackages.ofApplication(this.beanFactory, registry);
		if (packages.isEmpty()) {
			logger.debug("No repositories: there are no auto-configuration packages to look for them");
		}
		return packages;
	}

	private List<Class<?>> scan(Set<String> packages) {
		Scanner scanner = new Scanner(this.environment, this.resources);
		List<Class<?>> found = new ArrayList<>();
		for (String base : packages) {
			for (BeanDefinition candidate : scanner.findCandidateComponents(base)) {
				Class<?> type = load(candidate);
				if (type.getTypeParameters().length == 0) {
					found.add(type);
				}
			}
		}
		return found;
	}

	private Class<?> load(BeanDefinition candidate) {
		return ClassUtils.resolveClassName(String.valueOf(candidate.getBeanClassName()),
				this.resources.getClassLoader());
	}

	private boolean isDefined(Class<?> type) {
		return this.beanFactory instanceof ListableBeanFactory beans
				&& beans.getBeanNamesForType(type, true, false).length > 0;
	}

	/** Whether the application has a bean of its own in place of ours. */
	private boolean isOfApplication(Class<?> type, BeanDefinitionRegistry registry) {
		return isDefined(type) && RepositoryDefinitions.definitions(type, registry).isEmpty();
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
