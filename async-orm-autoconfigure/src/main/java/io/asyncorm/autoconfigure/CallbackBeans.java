package io.asyncorm.autoconfigure;

import java.util.List;

import io.asyncorm.model.ModelRegistry;
import io.asyncorm.query.LifecycleCallbacks;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Finds the callbacks for the models of one data source among those for all.
 */
final class CallbackBeans {

	private CallbackBeans() {
	}

	/** In their order; without those that are for models of other data sources only. */
	static List<LifecycleCallbacks<?>> of(ModelRegistry models, ConfigurableListableBeanFactory beans) {
		List<LifecycleCallbacks<?>> all = beans
			.<LifecycleCallbacks<?>>getBeanProvider(ResolvableType.forClass(LifecycleCallbacks.class))
			.orderedStream()
			.toList();
		List<String> declared = DatabaseDefinitions.dataSources((BeanDefinitionRegistry) beans);
		return declared.isEmpty() ? all
				: all.stream()
					.filter((callbacks) -> isFor(callbacks, models) || !isForAnother(callbacks, declared, beans))
					.toList();
	}

	private static boolean isFor(LifecycleCallbacks<?> callbacks, ModelRegistry models) {
		Class<?> type = type(callbacks);
		return type != null && models.models().stream().anyMatch((model) -> type.isAssignableFrom(model.type()));
	}

	private static boolean isForAnother(LifecycleCallbacks<?> callbacks, List<String> declared,
			ConfigurableListableBeanFactory beans) {
		Class<?> type = type(callbacks);
		return type != null && (declared.stream()
			.anyMatch((name) -> ModelScan.of(name, beans).stream().anyMatch(type::isAssignableFrom))
				|| ModelScan.of(beans).stream().anyMatch(type::isAssignableFrom));
	}

	private static @Nullable Class<?> type(LifecycleCallbacks<?> callbacks) {
		return GenericTypeResolver.resolveTypeArgument(ClassUtils.getUserClass(callbacks), LifecycleCallbacks.class);
	}

}
