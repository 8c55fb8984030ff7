package io.asyncorm.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.model.Model;

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

	static Set<Class<?>> of(ConfigurableListableBeanFactory beans) {
		if (beans.getSingleton(FoundModels.BEAN_NAME) instanceof FoundModels found) {
			return load(found.names(), beans);
		}
		List<String> declared = EntityScanPackages.get(beans).getPackageNames();
		Set<String> packages = new LinkedHashSet<>(declared);
		if (declared.isEmpty()) {
			packages.addAll(ScannedPackages.ofApplication(beans, (BeanDefinitionRegistry) beans));
		}
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
