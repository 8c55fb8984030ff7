package io.asyncorm.autoconfigure.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observations of operations, and gives them keys. A bean of this type replaces
 * the {@link DefaultOperationConvention}, which it may extend.
 *
 * @since 0.1.0
 */
public interface OperationConvention extends ObservationConvention<OperationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof OperationContext;
	}

}
