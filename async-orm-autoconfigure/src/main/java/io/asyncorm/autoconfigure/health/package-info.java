/**
 * Health of what runs operations, for Spring Boot's actuator.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
