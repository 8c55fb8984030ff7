package io.asyncorm.expression;

import org.jspecify.annotations.Nullable;

/**
 * The values that {@code agetOrCreate} and {@code aupdateOrCreate} write, apart from
 * those they look up by: a type of its own, so that the two cannot be swapped. Immutable.
 *
 * @param values names and values
 * @since 0.1.0
 */
public record UpsertDefaults(Kw values) {

	/** These values and one more. */
	public UpsertDefaults and(String name, @Nullable Object value) {
		return new UpsertDefaults(this.values.and(name, value));
	}

}
