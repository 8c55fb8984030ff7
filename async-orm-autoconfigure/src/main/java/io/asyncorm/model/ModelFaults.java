package io.asyncorm.model;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Collects the faults of all models, so that they are reported together. Not thread-safe.
 */
final class ModelFaults {

	private final Map<Class<?>, Set<String>> faults = new LinkedHashMap<>();

	void add(Class<?> model, String fault) {
		put(model, "Model '" + model.getName() + "': " + fault);
	}

	void add(Class<?> model, String property, String fault) {
		put(model, "Model '" + model.getName() + "', property '" + property + "': " + fault);
	}

	void addConverter(Class<?> converter, String fault) {
		put(converter, "Converter '" + converter.getName() + "': it " + fault);
	}

	void throwIfAny() {
		if (!this.faults.isEmpty()) {
			throw new ModelDefinitionException(this.faults.values().stream().flatMap(Set::stream).toList(),
					this.faults.keySet());
		}
	}

	private void put(Class<?> model, String fault) {
		this.faults.computeIfAbsent(model, (type) -> new LinkedHashSet<>()).add(fault);
	}

}
