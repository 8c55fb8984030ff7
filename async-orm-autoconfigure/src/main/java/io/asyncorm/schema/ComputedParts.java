package io.asyncorm.schema;

import java.util.List;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.schema.SchemaStep.Phase;

/**
 * Keys, checks and indexes over a computed column that is dropped, and added again.
 *
 * @param model the model
 * @param there the table that there is
 * @param wanted the table as the model says it
 * @param lost finds them
 * @param statements writes statements
 * @param steps takes the steps
 */
record ComputedParts(ModelMetadata<?> model, CatalogTable there, CatalogTable wanted, LostParts lost,
		TableStatements statements, List<SchemaStep> steps) {

	/** Some databases refuse to drop a column that others build on. */
	void drop() {
		if (this.statements.dialect().tables().droppingParts()) {
			return;
		}
		for (Constraint part : this.there.constraints()) {
			if (part.kind() != Kind.PRIMARY_KEY && this.lost.isDropped(LostParts.columns(this.there, part))) {
				add((part.kind() == Kind.FOREIGN_KEY) ? Phase.OLD_FOREIGN_KEYS : Phase.OLD_CONSTRAINTS,
						LostParts.describe(part) + " is in the way of its computed column",
						this.statements.drop(this.wanted, part));
			}
		}
		for (Index part : this.there.indexes()) {
			if (this.lost.isDropped(LostParts.columns(this.there, part))) {
				add(Phase.OLD_CONSTRAINTS, "index '" + part.name() + "' is in the way of its computed column",
						this.statements.drop(this.wanted, part));
			}
		}
	}

	/** What no model declares, and is gone with the column. */
	void restore() {
		for (Constraint part : this.lost.constraints()) {
			add((part.kind() == Kind.FOREIGN_KEY) ? Phase.FOREIGN_KEYS : Phase.CONSTRAINTS,
					LostParts.describe(part) + " is lost with its computed column, and comes back",
					this.statements.add(this.wanted, part));
		}
		for (Index part : this.lost.indexes()) {
			add(Phase.INDEXES, "index '" + part.name() + "' is lost with its computed column, and comes back",
					this.statements.createIndex(this.wanted, part));
		}
	}

	private void add(Phase phase, String reason, String statement) {
		this.steps.add(new SchemaStep(phase, this.model.name(), this.model.name() + ": " + reason, statement));
	}

}
