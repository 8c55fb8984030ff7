package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.dialect.CatalogKey;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds the unique keys that a table has in the database, and warns of those that a model
 * declares and the database lacks.
 */
final class UniqueKeys {

	private static final Log logger = LogFactory.getLog(StoredModels.class);

	private UniqueKeys() {
	}

	/**
	 * The columns of each unique key of a table; null if they are not known, as those
	 * behind a view.
	 * @param column one of the table
	 * @param keys those of all tables; null if they are not known
	 */
	static @Nullable List<Set<String>> of(CatalogColumn column, @Nullable List<CatalogKey> keys) {
		List<CatalogKey> own = (keys != null) ? keys.stream()
			.filter((key) -> key.schema().equals(column.schema()) && key.table().equals(column.table()))
			.toList() : List.of();
		if (own.isEmpty()) {
			return null;
		}
		Map<String, Set<String>> byName = new LinkedHashMap<>();
		for (CatalogKey key : own) {
			if (key.name() != null && key.column() != null) {
				byName.computeIfAbsent(key.name(), (name) -> new LinkedHashSet<>()).add(key.column());
			}
		}
		return List.copyOf(byName.values());
	}

	static void warnOfMissing(Collection<ModelMetadata<?>> models) {
		List<String> missing = new ArrayList<>();
		for (ModelMetadata<?> model : models) {
			for (List<ModelField> key : declared(model)) {
				List<String> columns = key.stream().map(ModelField::column).toList();
				if (!model.storedTable().isUnique(columns)) {
					missing.add(key + " (" + String.join(", ", columns) + " of '" + model.table() + "')");
				}
			}
		}
		if (!missing.isEmpty()) {
			logger.warn("The database lacks unique keys that models declare: " + String.join("; ", missing)
					+ ". It does not prevent duplicates, and upserts by such a key wait for each other under a lock, of"
					+ " which other programs know nothing. Create the unique indexes, and start the application again");
		}
	}

	private static List<List<ModelField>> declared(ModelMetadata<?> model) {
		List<List<ModelField>> declared = new ArrayList<>();
		declared.add(model.key().columns());
		declared.addAll(model.uniqueKeys());
		return declared;
	}

}
