package io.asyncorm.schema;

import java.util.List;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.dialect.CatalogTable.Identity;
import io.asyncorm.schema.SchemaStep.Phase;

/**
 * Columns that no model declares, which must not be in the way of writes.
 *
 * @param wanted the table as the model says it
 * @param there the table that there is
 * @param statements writes what alters them
 * @param steps takes the steps
 */
record UnwrittenColumns(CatalogTable wanted, CatalogTable there, TableStatements statements, ColumnSteps steps) {

	private static final String UNDECLARED = "no model declares the column, so that nobody gives it a value";

	/** Lets those be null to which nobody gives a value any more. */
	void allowNull(List<Column> columns) {
		for (Column column : columns) {
			boolean moved = this.steps.key().isMoved(column);
			boolean filled = column.identity() != Identity.NONE && !moved || column.defaultValue() != null
					|| column.computedOf() != null;
			if (column.nullable() || filled) {
				continue;
			}
			String reason = (moved ? KeyComparison.MOVED + "; " : "") + UNDECLARED;
			if (staysInKey(column)) {
				this.steps.add(Phase.COLUMNS, column, reason + "; as the primary key needs it, give it a default", "");
			}
			else {
				this.steps.dropNotNull(Phase.COLUMNS, column, reason,
						new ColumnAlteration(this.statements, this.wanted, column.withIdentity(Identity.NONE)));
			}
		}
	}

	private boolean staysInKey(Column column) {
		return this.there.primaryKey().contains(column.name())
				&& new TableKeys(this.there, (key) -> false, (index) -> false).isWithin(this.wanted.primaryKey());
	}

}
