/**
 * The endpoint {@code asyncorm} of Spring Boot's actuator.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
