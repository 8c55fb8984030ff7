package io.asyncorm.autoconfigure;

import io.asyncorm.repository.RepositoryDefinitionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports at startup every fault of a repository.
 */
final class RepositoryDefinitionFailureAnalyzer extends AbstractFailureAnalyzer<RepositoryDefinitionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RepositoryDefinitionException cause) {
		String repository = cause.repositoryInterface().getName();
		return FaultReport.of("The repository '%s' cannot work as it is declared".formatted(repository), cause.faults(),
				"repository", cause);
	}

}
