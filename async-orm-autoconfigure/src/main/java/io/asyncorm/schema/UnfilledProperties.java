package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.model.ModelField;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Finds properties that are never null and that only the database writes, where nothing
 * of it does: no row can be inserted that has them. Not thread-safe.
 */
final class UnfilledProperties {

	private static final Log logger = LogFactory.getLog(UnfilledProperties.class);

	private final List<String> found = new ArrayList<>();

	/** Takes a column that there is. */
	void add(ModelField field, CatalogColumn column) {
		if (!isFilled(field) && column.source() == CatalogColumn.Source.WRITTEN) {
			this.found.add(field + " ('" + column.name() + "' of '" + column.table() + "')");
		}
	}

	/** A key may be made by a trigger that comes later. */
	private static boolean isFilled(ModelField field) {
		return !field.declaredReadOnly() || field.nullable() || field.primaryKey();
	}

	void warn() {
		if (!this.found.isEmpty()) {
			logger.warn("Nothing writes columns of properties that are @ReadOnly and never null: "
					+ String.join("; ", this.found)
					+ ". They are not computed, and have neither a default nor a trigger,"
					+ " so that no row can be inserted by this application: give them one by a migration, declare the"
					+ " properties as @Nullable, or without @ReadOnly where the application is to write them");
		}
	}

}
