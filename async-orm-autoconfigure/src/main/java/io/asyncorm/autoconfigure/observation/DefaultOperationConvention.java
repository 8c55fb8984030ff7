package io.asyncorm.autoconfigure.observation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * Keys by OpenTelemetry's semantic conventions for databases where these have a name, so
 * that the usual dashboards understand them.
 *
 * @since 0.1.0
 */
public class DefaultOperationConvention implements OperationConvention {

	private static final String NONE = KeyValue.NONE_VALUE;

	/** Those of a method and an outcome are the same in each call, but for failures. */
	private final Map<Known, KeyValues> known = new ConcurrentHashMap<>();

	@Override
	public String getName() {
		return "async.orm.operation";
	}

	@Override
	public String getContextualName(OperationContext context) {
		String target = (context.getTable() != null) ? context.getTable() : context.getModel();
		return (target != null) ? context.getMethod() + " " + target : context.getMethod();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(OperationContext context) {
		String error = context.getErrorType();
		if (error != null) {
			return keyValues(context.operation(), context.getOutcome(), error);
		}
		return this.known.computeIfAbsent(new Known(context.operation(), context.getOutcome()),
				(known) -> keyValues(known.operation, known.outcome, NONE));
	}

	private static KeyValues keyValues(ObservedOperation operation, CallOutcome outcome, String error) {
		return KeyValues.of("db.system.name", operation.system(), "db.operation.name", operation.method(),
				"db.collection.name", orNone(operation.table()), "model", orNone(operation.model()), "data.source",
				operation.dataSource(), "outcome", outcome.name(), "error.type", error);
	}

	private static String orNone(@Nullable String value) {
		return (value != null) ? value : NONE;
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(OperationContext context) {
		OperationContext.Merged merged = context.getMerged();
		return (merged != null) ? KeyValues.of("async.orm.merged.statement", String.valueOf(merged.statement()),
				"async.orm.merged.operations", String.valueOf(merged.operations())) : KeyValues.empty();
	}

	private record Known(ObservedOperation operation, CallOutcome outcome) {

	}

}
