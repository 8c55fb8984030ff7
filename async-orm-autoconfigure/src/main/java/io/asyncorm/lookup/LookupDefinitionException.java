package io.asyncorm.lookup;

import java.util.List;

import io.asyncorm.model.DefinitionException;

/**
 * Thrown at startup for lookups or functions of the application that cannot work as they
 * are declared. Reports every fault of all of them.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class LookupDefinitionException extends DefinitionException {

	public LookupDefinitionException(List<String> faults) {
		super("the lookups and functions", faults);
	}

}
