package io.asyncorm.query;

/**
 * Says that a related manager saves each object as {@code asave} does, so that objects
 * can be new ones; Django's {@code bulk=False}.
 *
 * @since 0.1.0
 */
public enum OneByOne {

	/** The only one. */
	INSTANCE

}
