package io.asyncorm.lookup;

import java.util.List;

/**
 * A function of the database of which only the name is known.
 *
 * @since 0.1.0
 */
public record NamedFunction(String name) implements DatabaseFunction {

	@Override
	public Class<?> type(List<Class<?>> arguments) {
		return Object.class;
	}

	/** It may be one. */
	@Override
	public boolean ofWindow() {
		return true;
	}

}
