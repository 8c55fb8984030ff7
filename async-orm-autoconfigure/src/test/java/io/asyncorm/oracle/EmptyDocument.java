package io.asyncorm.oracle;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Gives a JSON object without entries.
 */
public final class EmptyDocument implements Supplier<Object> {

	@Override
	public Object get() {
		return Map.of();
	}

}
