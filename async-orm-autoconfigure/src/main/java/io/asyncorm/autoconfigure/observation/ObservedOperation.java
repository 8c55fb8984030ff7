package io.asyncorm.autoconfigure.observation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.model.ModelMetadata;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * What is the same in all calls of a method.
 *
 * @param name the name of the operation, as in {@code Book.aget}
 * @param method the method
 * @param model the model, or the repository of a method with {@code @Query}; null of a
 * block
 * @param table the table of the model; null if there is none, or a relation of it is
 * meant
 * @param system the database
 * @param dataSource the data source
 * @param label the method, and what it is of
 * @param keyValues the keys by how a call without a failure ends
 */
record ObservedOperation(String name, String method, @Nullable String model, @Nullable String table, String system,
		String dataSource, String label, Map<CallOutcome, KeyValues> keyValues) {

	private static final String NONE = KeyValue.NONE_VALUE;

	static ObservedOperation of(String name, String dataSource, Assembly assembly) {
		String[] parts = name.split("\\.");
		String model = (parts.length > 1) ? parts[0] : null;
		String method = parts[parts.length - 1];
		String table = (parts.length == 2) ? table(model, assembly) : null;
		String target = (table != null) ? table : model;
		Map<CallOutcome, KeyValues> keyValues = new EnumMap<>(CallOutcome.class);
		ObservedOperation operation = new ObservedOperation(name, method, model, table,
				system(assembly.dialect().name()), dataSource, (target != null) ? method + " " + target : method,
				Collections.unmodifiableMap(keyValues));
		for (CallOutcome outcome : CallOutcome.values()) {
			keyValues.put(outcome, operation.keyValues(outcome, null));
		}
		return operation;
	}

	/** The keys of a call; the same object for all that have not failed and end alike. */
	KeyValues keyValues(CallOutcome outcome, @Nullable String error) {
		KeyValues known = (error == null) ? this.keyValues.get(outcome) : null;
		return (known != null) ? known
				: KeyValues.of("db.system.name", this.system, "db.operation.name", this.method, "db.collection.name",
						orNone(this.table), "model", orNone(this.model), "data.source", this.dataSource, "outcome",
						outcome.name(), "error.type", orNone(error));
	}

	private static String orNone(@Nullable String value) {
		return (value != null) ? value : NONE;
	}

	private static @Nullable String table(@Nullable String model, Assembly assembly) {
		return assembly.models()
			.models()
			.stream()
			.filter((candidate) -> candidate.name().equals(model))
			.findFirst()
			.map(ModelMetadata::table)
			.orElse(null);
	}

	/** As the registry of OpenTelemetry's semantic conventions has it. */
	private static String system(String dialect) {
		String name = dialect.toLowerCase(Locale.ROOT);
		return name.equals("h2") ? "h2database" : name;
	}

}
