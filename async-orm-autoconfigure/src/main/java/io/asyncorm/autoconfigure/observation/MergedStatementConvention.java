package io.asyncorm.autoconfigure.observation;

import java.util.Locale;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observations of merged statements, with the keys of the calls that they are
 * sent for. A {@code GlobalObservationConvention} of the application replaces it.
 */
final class MergedStatementConvention implements ObservationConvention<MergedStatementContext> {

	static final MergedStatementConvention DEFAULT = new MergedStatementConvention();

	private MergedStatementConvention() {
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof MergedStatementContext;
	}

	@Override
	public String getName() {
		return "async.orm.merged.statement";
	}

	@Override
	public String getContextualName(MergedStatementContext context) {
		return "merged " + context.operation().label();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(MergedStatementContext context) {
		return context.operation()
			.keyValues(context.getOutcome(), context.getErrorType())
			.and("kind", context.getKind().name().toLowerCase(Locale.ROOT));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(MergedStatementContext context) {
		return KeyValues.of("async.orm.merged.statement", String.valueOf(context.getStatement()),
				"async.orm.merged.operations", String.valueOf(context.getOperations()));
	}

}
