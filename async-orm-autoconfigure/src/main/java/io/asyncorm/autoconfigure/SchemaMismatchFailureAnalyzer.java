package io.asyncorm.autoconfigure;

import io.asyncorm.schema.SchemaMismatchException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports at startup every difference between the models and the schema of the database,
 * with the statements that would mend it.
 */
final class SchemaMismatchFailureAnalyzer extends AbstractFailureAnalyzer<SchemaMismatchException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SchemaMismatchException cause) {
		return new FailureAnalysis(cause.describe("\n\n    - ", "\n          "),
				"Bring the schema to the models by a migration, which --async-orm.schema.diff=<folder of the migrations>"
						+ " writes, or correct the models.",
				cause);
	}

}
