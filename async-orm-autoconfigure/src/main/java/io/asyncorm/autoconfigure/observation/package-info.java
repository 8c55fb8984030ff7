/**
 * Metrics and traces, by Micrometer.
 * <p>
 * For users are {@link io.asyncorm.autoconfigure.observation.OperationConvention} and
 * {@link io.asyncorm.autoconfigure.observation.OperationContext}, all else may change at
 * any time.
 */
@NullMarked
package io.asyncorm.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
