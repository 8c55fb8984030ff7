package io.asyncorm.autoconfigure;

import io.asyncorm.model.ModelDefinitionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports at startup every fault of the models.
 */
final class ModelDefinitionFailureAnalyzer extends AbstractFailureAnalyzer<ModelDefinitionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ModelDefinitionException cause) {
		return FaultReport.of("The models cannot work as they are declared", cause.faults(), "models", cause);
	}

}
