package io.asyncorm.dialect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was found out about the engine behind a dialect. Immutable.
 *
 * @param engine its name, and as far as it is known its version
 * @param capabilities what it can do, and how that is used, by the names of the settings
 * that say something else
 * @param unusual those of them that are not as on PostgreSQL
 * @since 0.1.0
 */
public record EngineFacts(String engine, Map<String, String> capabilities, Map<String, String> unusual) {

	public EngineFacts {
		capabilities = Collections.unmodifiableMap(new LinkedHashMap<>(capabilities));
		unusual = Collections.unmodifiableMap(new LinkedHashMap<>(unusual));
	}

	/** A name, and nothing to say. */
	public static EngineFacts of(String engine) {
		return new EngineFacts(engine, Map.of(), Map.of());
	}

	/** The engine, and what is not as on PostgreSQL. */
	@Override
	public String toString() {
		return this.unusual.isEmpty() ? this.engine
				: this.unusual.entrySet()
					.stream()
					.map((fact) -> fact.getKey() + "=" + fact.getValue())
					.collect(Collectors.joining(" ", this.engine + " (", ")"));
	}

}
