package io.asyncorm.model;

import java.util.List;
import java.util.Set;

/**
 * Thrown at startup for models that cannot work as they are declared. Reports every fault
 * of every model.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class ModelDefinitionException extends DefinitionException {

	private final Set<Class<?>> declarations;

	public ModelDefinitionException(List<String> faults) {
		this(faults, Set.of());
	}

	/**
	 * Creates an exception that knows which classes have faults.
	 */
	public ModelDefinitionException(List<String> faults, Set<Class<?>> declarations) {
		super("the models", faults);
		this.declarations = Set.copyOf(declarations);
	}

	/**
	 * The models and converters that have faults; empty where only the database tells
	 * them.
	 */
	public Set<Class<?>> declarations() {
		return this.declarations;
	}

}
