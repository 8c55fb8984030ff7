package io.asyncorm.expression;

import org.jspecify.annotations.Nullable;

/**
 * The {@code createDefaults} of {@code aupdateOrCreate}: values that only a new object
 * gets, in place of the {@code defaults}, which then only an object that is there gets.
 * Immutable.
 *
 * @since 0.1.0
 */
public final class InsertDefaults {

	private final Kw values;

	private InsertDefaults(Kw values) {
		this.values = values;
	}

	/** Values of a new object. */
	public static InsertDefaults of(Kw values) {
		return new InsertDefaults(values);
	}

	/** Adds a value. */
	public InsertDefaults and(String name, @Nullable Object value) {
		return new InsertDefaults(this.values.and(name, value));
	}

	Kw values() {
		return this.values;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof InsertDefaults that && this.values.equals(that.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	/** The code that makes it, with its values. */
	@Override
	public String toString() {
		return CodeText.of("createDefaults", this.values.keywords());
	}

}
