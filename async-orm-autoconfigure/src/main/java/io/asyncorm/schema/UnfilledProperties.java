package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.model.ModelField;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds properties that are never null and that only the database writes, where nothing
 * of it does: no row can be inserted that has them. Not thread-safe.
 */
final class UnfilledProperties {

	private static final Log logger = LogFactory.getLog(UnfilledProperties.class);

	private final List<String> found = new ArrayList<>();

	/**
	 * What is wrong with a property whose table is made from its model; null if nothing.
	 */
	static @Nullable String fault(ModelField field) {
		return (isFilled(field) || field.databaseDefault() != null || !field.computedOf().isEmpty()) ? null : "Model '"
				+ field.model().type().getName() + "', property '" + field.name()
				+ "': it is @ReadOnly and never null, and nothing writes its column in a table that is made from"
				+ " the model, so that no row could be inserted; give the expression that it is computed of, as"
				+ " in @ReadOnly(\"...\"), or a @DatabaseDefault, declare it as @Nullable, or make the table by"
				+ " a script or migration, with the trigger that writes it";
	}

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
