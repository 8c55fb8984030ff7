/**
 * Tests of the endpoint of the actuator.
 */
@NullMarked
package io.asyncorm.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
