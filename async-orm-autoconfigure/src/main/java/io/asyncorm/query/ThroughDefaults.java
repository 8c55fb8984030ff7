package io.asyncorm.query;

import java.util.Objects;

import io.asyncorm.expression.Kw;
import org.jspecify.annotations.Nullable;

/**
 * Values for the new rows of the join table of a many-to-many relation that has a model
 * of its own; Django's {@code through_defaults}. Immutable.
 *
 * @param values the values, by the fields of that model
 * @since 0.1.0
 */
public record ThroughDefaults(Kw values) implements SetOption {

	public ThroughDefaults {
		Objects.requireNonNull(values, "'values' must not be null");
	}

	/** Adds a value. */
	public ThroughDefaults and(String name, @Nullable Object value) {
		return new ThroughDefaults(this.values.and(name, value));
	}

}
