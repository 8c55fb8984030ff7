package io.asyncorm.autoconfigure;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;

import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * Finds all models that relations of some models lead to.
 */
final class RelatedModels {

	private RelatedModels() {
	}

	/** These models, and what they lead to over any number of relations. */
	static Set<Class<?>> of(Collection<Class<?>> models) {
		Set<Class<?>> all = new LinkedHashSet<>(models);
		Deque<Class<?>> waiting = new ArrayDeque<>(models);
		while (!waiting.isEmpty()) {
			ReflectionUtils.doWithFields(waiting.remove(), (field) -> forEachModel(field, (model) -> {
				if (all.add(model)) {
					waiting.add(model);
				}
			}));
		}
		return all;
	}

	private static void forEachModel(Field field, Consumer<Class<?>> consumer) {
		forEachModel(ResolvableType.forField(field), consumer);
		ManyToMany link = field.getAnnotation(ManyToMany.class);
		if (link != null) {
			forEachModel(ResolvableType.forClass(link.through()), consumer);
		}
	}

	private static void forEachModel(ResolvableType type, Consumer<Class<?>> consumer) {
		if (type.toClass().isAnnotationPresent(Model.class)) {
			consumer.accept(type.toClass());
		}
		for (ResolvableType argument : type.getGenerics()) {
			forEachModel(argument, consumer);
		}
	}

}
