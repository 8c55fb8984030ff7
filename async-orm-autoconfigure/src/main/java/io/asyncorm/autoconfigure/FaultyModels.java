package io.asyncorm.autoconfigure;

import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * Tells which models can be judged although others have faults: those that no relation
 * connects with them, in either direction and over any number of models. What a faulty
 * model adds to others, such as the reverse side of its relations, is not known.
 */
final class FaultyModels {

	private FaultyModels() {
	}

	static Set<Class<?>> soundAmong(Set<Class<?>> models, Set<Class<?>> faulty) {
		if (faulty.isEmpty() || !models.containsAll(faulty)) {
			// a converter is at fault, which may be that of any model
			return Set.of();
		}
		Set<Class<?>> sound = new LinkedHashSet<>(models);
		sound.removeAll(faulty);
		Set<Class<?>> affected = new LinkedHashSet<>(faulty);
		boolean grows = true;
		while (grows) {
			grows = false;
			for (Class<?> model : Set.copyOf(sound)) {
				if (affected.stream().anyMatch((other) -> mentions(model, other) || mentions(other, model))) {
					sound.remove(model);
					grows |= affected.add(model);
				}
			}
		}
		return sound;
	}

	/** Whether a property of a model has another one in its type. */
	private static boolean mentions(Class<?> model, Class<?> other) {
		boolean[] found = new boolean[1];
		ReflectionUtils.doWithFields(model,
				(field) -> found[0] |= mentions(ResolvableType.forField(field, model), other));
		return found[0];
	}

	private static boolean mentions(ResolvableType type, Class<?> other) {
		if (type.toClass() == other) {
			return true;
		}
		for (ResolvableType argument : type.getGenerics()) {
			if (mentions(argument, other)) {
				return true;
			}
		}
		return false;
	}

}
