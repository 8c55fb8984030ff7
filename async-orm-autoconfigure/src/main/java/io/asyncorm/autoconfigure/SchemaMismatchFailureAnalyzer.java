package io.asyncorm.autoconfigure;

import io.asyncorm.schema.SchemaMismatchException;
import io.asyncorm.schema.SchemaStep;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports at startup every difference between the models and the schema of the database,
 * with the statements that would mend it.
 */
final class SchemaMismatchFailureAnalyzer extends AbstractFailureAnalyzer<SchemaMismatchException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SchemaMismatchException cause) {
		StringBuilder description = new StringBuilder("The schema of the database is not what the models want:\n");
		String reason = "";
		for (SchemaStep step : cause.steps()) {
			if (!step.reason().equals(reason)) {
				reason = step.reason();
				description.append("\n    - ").append(reason).append('\n');
			}
			description.append("          ").append(step.statement()).append(";\n");
		}
		return new FailureAnalysis(description.toString().stripTrailing(),
				"Bring the schema to the models by a migration, which --async-orm.schema.diff=<folder of the migrations>"
						+ " writes, or correct the models.",
				cause);
	}

}
