package io.asyncorm.autoconfigure.observation;

import io.micrometer.common.KeyValues;

/**
 * Keys by OpenTelemetry's semantic conventions for databases where these have a name, so
 * that the usual dashboards understand them.
 *
 * @since 0.1.0
 */
public class DefaultOperationConvention implements OperationConvention {

	@Override
	public String getName() {
		return "async.orm.operation";
	}

	@Override
	public String getContextualName(OperationContext context) {
		return context.operation().label();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(OperationContext context) {
		return context.operation().keyValues(context.getOutcome(), context.getErrorType());
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(OperationContext context) {
		OperationContext.Merged merged = context.getMerged();
		return (merged != null) ? KeyValues.of("async.orm.merged.statement", String.valueOf(merged.statement()),
				"async.orm.merged.operations", String.valueOf(merged.operations())) : KeyValues.empty();
	}

}
