package io.asyncorm.autoconfigure.observation;

import java.util.Locale;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.model.ModelMetadata;
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
 */
record ObservedOperation(String name, String method, @Nullable String model, @Nullable String table, String system,
		String dataSource) {

	static ObservedOperation of(String name, String dataSource, Assembly assembly) {
		String[] parts = name.split("\\.");
		String model = (parts.length > 1) ? parts[0] : null;
		return new ObservedOperation(name, parts[parts.length - 1], model,
				(parts.length == 2) ? table(model, assembly) : null, system(assembly.dialect().name()), dataSource);
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
