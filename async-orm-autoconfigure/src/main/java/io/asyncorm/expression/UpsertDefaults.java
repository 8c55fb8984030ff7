package io.asyncorm.expression;

import org.jspecify.annotations.Nullable;

/**
 * The values that {@code agetOrCreate} and {@code aupdateOrCreate} write, apart from
 * those they look up by: a type of its own, so that the two cannot be swapped. Immutable.
 *
 * @since 0.1.0
 */
public final class UpsertDefaults {

	private final Kw values;

	private UpsertDefaults(Kw values) {
		this.values = values;
	}

	/** These values. */
	public static UpsertDefaults of(Kw values) {
		return new UpsertDefaults(values);
	}

	/** These values and one more. */
	public UpsertDefaults and(String name, @Nullable Object value) {
		return new UpsertDefaults(this.values.and(name, value));
	}

	Kw values() {
		return this.values;
	}

}
