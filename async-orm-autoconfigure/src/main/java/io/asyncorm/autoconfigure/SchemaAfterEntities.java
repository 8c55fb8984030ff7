package io.asyncorm.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.schema.SchemaInitializer;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Has the tables of models made, or compared with them, once JPA has made those of its
 * entities. Spring Boot lets JPA come after all that initializes the database, and this
 * is of that for everything else.
 */
final class SchemaAfterEntities implements BeanFactoryPostProcessor, Ordered {

	private final Environment environment;

	SchemaAfterEntities(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		List<String> entities = ManagedSchema.entities(beans)
			.stream()
			.map(BeanFactoryUtils::transformedBeanName)
			.filter(beans::containsBeanDefinition)
			.toList();
		Set<String> behind = new LinkedHashSet<>(names(SchemaDiffCommand.class, beans));
		if (SchemaOrder.isAfterEntities(this.environment)) {
			behind.addAll(names(SchemaInitializer.class, beans));
		}
		for (String name : entities) {
			Set<String> before = dependencies(name, beans);
			if (before.removeAll(behind)) {
				set(name, before, beans);
				behind.forEach((one) -> {
					Set<String> all = dependencies(one, beans);
					all.add(name);
					set(one, all, beans);
				});
			}
		}
	}

	private static List<String> names(Class<?> type, ConfigurableListableBeanFactory beans) {
		return List.of(beans.getBeanNamesForType(type, true, false));
	}

	private static Set<String> dependencies(String name, ConfigurableListableBeanFactory beans) {
		String[] names = beans.getBeanDefinition(name).getDependsOn();
		return new LinkedHashSet<>((names != null) ? List.of(names) : List.of());
	}

	private static void set(String name, Set<String> dependencies, ConfigurableListableBeanFactory beans) {
		BeanDefinition definition = beans.getBeanDefinition(name);
		definition.setDependsOn(dependencies.toArray(String[]::new));
	}

	/** After Spring Boot has said what depends on what initializes the database. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
