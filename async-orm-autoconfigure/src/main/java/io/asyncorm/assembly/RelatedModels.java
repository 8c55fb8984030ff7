package io.asyncorm.assembly;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.repository.Repository;

import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * Finds all models that repositories are of, and that relations of some models lead to.
 *
 * @since 0.1.0
 */
public final class RelatedModels {

	private RelatedModels() {
	}

	/** These models, and what they lead to over any number of relations. */
	public static Set<Class<?>> of(Collection<Class<?>> models) {
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

	/** The model of a repository. */
	public static Class<?> ofRepository(Class<?> repository) {
		return ResolvableType.forClass(repository).as(Repository.class).getGeneric(0).toClass();
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
