package io.asyncorm.schema;

import java.util.List;
import java.util.Optional;

import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.schema.SchemaStep.Phase;

/**
 * Takes the steps that are about one column each, and says so.
 *
 * @param model the model of the table
 * @param key takes what becomes of columns together with the primary key
 * @param steps all others
 */
record ColumnSteps(ModelMetadata<?> model, KeyComparison key, List<SchemaStep> steps) {

	/** The property of a column, if there is one. */
	Optional<ModelField> field(Column column) {
		return this.model.fields()
			.stream()
			.filter((one) -> one.declaredColumn().equalsIgnoreCase(column.name()))
			.findFirst();
	}

	boolean isReadOnly(Column column) {
		return field(column).filter(ModelField::declaredReadOnly).isPresent();
	}

	void add(Phase phase, Column column, String reason, String statement) {
		this.steps.add(new SchemaStep(phase, this.model.name(), describe(column, reason), statement,
				field(column).orElse(null)));
	}

	/** What no model declares, and the database may need. */
	void leave(Column column, String reason, String statement) {
		add(Phase.LEFT_INDEXES, column, reason, statement);
	}

	/** Adds a step, unless the column can be null only once the key is another one. */
	void dropNotNull(Phase phase, Column column, String reason, ColumnAlteration alteration) {
		if (this.key.isFreed(column.name())) {
			addToKey(column, reason, alteration.allowNull());
		}
		else {
			add(phase, column, reason, alteration.dropNotNull());
		}
	}

	/**
	 * Adds what is done together with the key.
	 * @param action what stands behind ALTER TABLE
	 */
	void addToKey(Column column, String reason, String action) {
		this.key.add(describe(column, reason), action);
	}

	private String describe(Column column, String reason) {
		return field(column).map(ModelField::toString)
			.orElseGet(() -> this.model.name() + ", column '" + column.name() + "'") + ": " + reason;
	}

}
