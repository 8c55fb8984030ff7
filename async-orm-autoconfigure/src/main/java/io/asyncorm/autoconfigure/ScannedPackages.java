package io.asyncorm.autoconfigure;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * Tells in which packages repositories and models are searched for.
 */
final class ScannedPackages {

	private ScannedPackages() {
	}

	/** Those of the application: its own, and those that it scans for components. */
	static Set<String> ofApplication(BeanFactory beans, BeanDefinitionRegistry registry) {
		Set<String> packages = new LinkedHashSet<>();
		if (AutoConfigurationPackages.has(beans)) {
			packages.addAll(AutoConfigurationPackages.get(beans));
		}
		packages.addAll(ofComponents(registry));
		return packages;
	}

	/** Those that the application scans for components. */
	static Set<String> ofComponents(BeanDefinitionRegistry registry) {
		Set<String> packages = new LinkedHashSet<>();
		for (String name : registry.getBeanDefinitionNames()) {
			if (registry.getBeanDefinition(name) instanceof AnnotatedBeanDefinition definition) {
				definition.getMetadata()
					.getAnnotations()
					.stream(ComponentScan.class)
					.forEach((scan) -> packages
						.addAll(named(scan.getStringArray("basePackages"), scan.getClassArray("basePackageClasses"))));
			}
		}
		return packages;
	}

	/** Those that an annotation names; the package of its class if it names none. */
	static Set<String> ofAnnotation(AnnotationAttributes annotation, AnnotationMetadata annotated) {
		Set<String> named = named(annotation.getStringArray("basePackages"),
				annotation.getClassArray("basePackageClasses"));
		return named.isEmpty() ? Set.of(ClassUtils.getPackageName(annotated.getClassName())) : named;
	}

	private static Set<String> named(String[] packages, Class<?>[] classes) {
		Set<String> named = new LinkedHashSet<>(List.of(packages));
		Arrays.stream(classes).map(ClassUtils::getPackageName).forEach(named::add);
		return named;
	}

}
