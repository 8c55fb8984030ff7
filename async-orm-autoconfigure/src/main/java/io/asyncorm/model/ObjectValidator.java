package io.asyncorm.model;

import org.jspecify.annotations.Nullable;

/**
 * Checks objects before they are written. With Bean Validation on the class path and a
 * {@code jakarta.validation.Validator} bean it is that, as set up by Spring Boot.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ObjectValidator {

	/** Finds nothing wrong with any object. */
	ObjectValidator NONE = (object) -> null;

	/**
	 * What is wrong with an object; null if nothing is.
	 */
	@Nullable InvalidObjectException validate(Object object);

}
