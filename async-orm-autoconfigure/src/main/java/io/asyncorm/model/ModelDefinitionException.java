package io.asyncorm.model;

import java.util.List;

/**
 * Thrown at startup for models that cannot work as they are declared. Reports every fault
 * of every model.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class ModelDefinitionException extends DefinitionException {

	public ModelDefinitionException(List<String> faults) {
		super("the models", faults);
	}

}
