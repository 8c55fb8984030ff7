package io.asyncorm.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.assembly.RelatedModels;
import io.asyncorm.model.Model;
import io.asyncorm.query.BatchMark;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.persistence.autoconfigure.EntityScanPackages;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Finds the models: where {@code @EntityScan} says, otherwise where repositories are
 * found, too.
 */
final class ModelScan {

	private ModelScan() {
	}

	/** Those of the primary data source: all but what others alone have. */
	static Set<Class<?>> of(ConfigurableListableBeanFactory beans) {
		if (beans.getSingleton(FoundModels.BEAN_NAME) instanceof FoundModels found) {
			return load(found.names(), beans);
		}
		List<String> declared = EntityScanPackages.get(beans).getPackageNames();
		Set<String> packages = new LinkedHashSet<>(declared);
		if (declared.isEmpty()) {
			packages.addAll(ScannedPackages.ofApplication(beans, (BeanDefinitionRegistry) beans));
		}
		Set<Class<?>> models = scan(packages, beans);
		Set<Class<?>> ofOwnRepositories = ofRepositories(null, beans);
		if (ofOwnRepositories.contains(BatchMark.class)) {
			// ours, and so in no package of the application
			models.add(BatchMark.class);
		}
		Set<Class<?>> ofOthers = new LinkedHashSet<>();
		DatabaseDefinitions.dataSources((BeanDefinitionRegistry) beans)
			.forEach((name) -> ofOthers.addAll(of(name, beans)));
		if (!ofOthers.isEmpty()) {
			ofOthers.removeAll(RelatedModels.of(ofOwnRepositories));
			models.removeAll(ofOthers);
		}
		return models;
	}

	/**
	 * Those of a data source that an annotation names: in its packages, of its
	 * repositories, and what these lead to.
	 */
	static Set<Class<?>> of(String dataSource, ConfigurableListableBeanFactory beans) {
		if (beans.getSingleton(FoundModels.beanName(dataSource)) instanceof FoundModels found) {
			return load(found.names(), beans);
		}
		Set<Class<?>> models = scan(DatabaseDefinitions.packages(dataSource, (BeanDefinitionRegistry) beans), beans);
		models.addAll(ofRepositories(dataSource, beans));
		return RelatedModels.of(models);
	}

	private static Set<Class<?>> ofRepositories(@Nullable String dataSource, ConfigurableListableBeanFactory beans) {
		Set<Class<?>> models = new LinkedHashSet<>();
		for (Class<?> repository : RepositoryDefinitions.of(dataSource, beans)) {
			Class<?> model = RelatedModels.ofRepository(repository);
			if (model.isAnnotationPresent(Model.class)) {
				models.add(model);
			}
		}
		return models;
	}

	private static Set<Class<?>> scan(Collection<String> packages, ConfigurableListableBeanFactory beans) {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false,
				beans.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, Environment.class));
		scanner.setResourceLoader(new DefaultResourceLoader(beans.getBeanClassLoader()));
		scanner.addIncludeFilter(new AnnotationTypeFilter(Model.class));
		return load(packages.stream()
			.flatMap((base) -> scanner.findCandidateComponents(base).stream())
			.map((found) -> String.valueOf(found.getBeanClassName()))
			.toList(), beans);
	}

	private static Set<Class<?>> load(List<String> names, ConfigurableListableBeanFactory beans) {
		Set<Class<?>> models = new LinkedHashSet<>();
		names.forEach((name) -> models.add(ClassUtils.resolveClassName(name, beans.getBeanClassLoader())));
		return models;
	}

}
