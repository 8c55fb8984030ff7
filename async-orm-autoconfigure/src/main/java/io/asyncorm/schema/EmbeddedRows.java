package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.TableDetails.CheckRule;
import io.asyncorm.schema.SchemaStep.Phase;

/**
 * Rows that have a nullable embedded value, but not all that its record requires by now:
 * they are in the way of the check that they have all of it or nothing.
 *
 * @param model the model
 * @param wanted the table as the model says it
 * @param there the table that there is
 * @param live tells the names of columns
 * @param statements quotes them
 */
record EmbeddedRows(ModelMetadata<?> model, CatalogTable wanted, CatalogTable there, LiveSchema live,
		TableStatements statements) {

	/** The steps that complete such rows, before a check is added. */
	List<SchemaStep> completedFor(Constraint check) {
		List<SchemaStep> steps = new ArrayList<>();
		CheckRule rule = ConstraintNames.findCheck(this.model, check.name());
		this.model.compositeFields()
			.stream()
			.filter((owner) -> rule != null && owner.parts().condition().equals(rule.condition()))
			.forEach((owner) -> complete(owner, steps));
		return steps;
	}

	private void complete(ModelField owner, List<SchemaStep> steps) {
		for (ModelField part : owner.columns()) {
			String value = part.parts().isRequired() ? DeclaredDefault.constant(part, this.statements.dialect()) : null;
			ModelField direct = part.parts().owner();
			String others = (direct != null) ? others(direct, part) : "";
			if (value != null && !others.isEmpty()) {
				String column = quoted(part);
				steps.add(new SchemaStep(Phase.CONSTRAINTS, this.model.name(),
						part + ": rows that have the value that it is part of get its default",
						"update " + this.statements.name(this.wanted) + " set " + column + " = " + value + " where "
								+ column + " is null and (" + others + ")",
						part));
			}
		}
	}

	/** Whether other parts that there are already are not null. */
	private String others(ModelField owner, ModelField part) {
		return owner.columns()
			.stream()
			.filter((other) -> other != part
					&& this.there.columns().stream().anyMatch((column) -> column.name().equals(this.live.name(other))))
			.map((other) -> quoted(other) + " is not null")
			.collect(Collectors.joining(" or "));
	}

	private String quoted(ModelField field) {
		return this.statements.quote(this.live.name(field));
	}

}
