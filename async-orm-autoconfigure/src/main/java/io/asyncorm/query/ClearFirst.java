package io.asyncorm.query;

/**
 * Says that {@link Many#aset} removes all objects first, also those that it adds again,
 * so that they are linked anew; Django's {@code clear=True}.
 *
 * @since 0.1.0
 */
public enum ClearFirst implements SetOption {

	/** The only one. */
	INSTANCE

}
