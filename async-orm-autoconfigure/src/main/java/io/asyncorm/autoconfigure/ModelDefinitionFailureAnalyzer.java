package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.repository.RepositoryDefinitionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports at startup every fault of the models, and of the repositories that can be
 * checked without them.
 */
final class ModelDefinitionFailureAnalyzer extends AbstractFailureAnalyzer<ModelDefinitionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ModelDefinitionException cause) {
		List<RepositoryDefinitionException> repositories = RepositoryDefinitionFailureAnalyzer.suppressed(cause);
		if (repositories.isEmpty()) {
			return FaultReport.of("The models cannot work as they are declared", cause.faults(), "models", cause);
		}
		List<String> faults = new ArrayList<>(cause.faults());
		faults.addAll(RepositoryDefinitionFailureAnalyzer.faults(repositories));
		return FaultReport.of(
				"The models and %s cannot work as they are declared"
					.formatted(RepositoryDefinitionFailureAnalyzer.names(repositories)),
				faults, "models, and of the repositories over models that no relation connects with them", cause);
	}

}
