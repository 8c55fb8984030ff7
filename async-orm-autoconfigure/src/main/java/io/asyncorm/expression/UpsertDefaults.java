package io.asyncorm.expression;

import org.jspecify.annotations.Nullable;

/**
 * The {@code defaults} of {@code agetOrCreate} and {@code aupdateOrCreate}: values that
 * are written but not looked up. A value that is a {@link java.util.function.Supplier} is
 * asked for only where it is written, on the caller's side of the database. A type of its
 * own, so that it cannot be swapped with the lookup. Immutable.
 *
 * @since 0.1.0
 */
public final class UpsertDefaults {

	private final Kw values;

	private UpsertDefaults(Kw values) {
		this.values = values;
	}

	/** Default values. */
	public static UpsertDefaults of(Kw values) {
		return new UpsertDefaults(values);
	}

	/** Adds a value. */
	public UpsertDefaults and(String name, @Nullable Object value) {
		return new UpsertDefaults(this.values.and(name, value));
	}

	Kw values() {
		return this.values;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof UpsertDefaults that && this.values.equals(that.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	/** The code that makes it, with its values. */
	@Override
	public String toString() {
		return CodeText.of("defaults", this.values.keywords());
	}

}
