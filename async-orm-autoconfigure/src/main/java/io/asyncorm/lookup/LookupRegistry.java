package io.asyncorm.lookup;

/**
 * The lookups and transforms by their names. Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class LookupRegistry {

	/** Django's lookups. */
	public static LookupRegistry standard() {
		return new LookupRegistry();
	}

}
