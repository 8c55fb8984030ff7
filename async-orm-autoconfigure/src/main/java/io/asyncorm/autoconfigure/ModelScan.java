package io.asyncorm.autoconfigure;

import java.util.LinkedHashSet;
import java.util.Set;

import io.asyncorm.model.Model;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.persistence.autoconfigure.EntityScanPackages;
import org.springframework.boot.persistence.autoconfigure.EntityScanner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Finds the models: where {@code @EntityScan} says, otherwise where repositories are
 * found, too.
 */
final class ModelScan {

	private ModelScan() {
	}

	static Set<Class<?>> of(ApplicationContext context) throws ClassNotFoundException {
		Set<Class<?>> models = new LinkedHashSet<>(new EntityScanner(context).scan(Model.class));
		if (EntityScanPackages.get(context).getPackageNames().isEmpty()
				&& context.getAutowireCapableBeanFactory() instanceof BeanDefinitionRegistry registry) {
			ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false,
					context.getEnvironment());
			scanner.setResourceLoader(context);
			scanner.addIncludeFilter(new AnnotationTypeFilter(Model.class));
			ScannedPackages.ofComponents(registry)
				.stream()
				.flatMap((base) -> scanner.findCandidateComponents(base).stream())
				.map((found) -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()),
						context.getClassLoader()))
				.forEach(models::add);
		}
		return models;
	}

}
