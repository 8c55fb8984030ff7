package io.asyncorm.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.repository.RepositoryDefinitionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports at startup every fault of all repositories.
 */
final class RepositoryDefinitionFailureAnalyzer extends AbstractFailureAnalyzer<RepositoryDefinitionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RepositoryDefinitionException cause) {
		List<RepositoryDefinitionException> all = Stream
			.concat(Stream.of(cause),
					Arrays.stream(cause.getSuppressed())
						.filter(RepositoryDefinitionException.class::isInstance)
						.map(RepositoryDefinitionException.class::cast))
			.toList();
		List<String> names = all.stream().map((each) -> each.repositoryInterface().getName()).sorted().toList();
		boolean one = names.size() == 1;
		return FaultReport.of(
				(one ? "The repository '%s' cannot work as it is declared"
						: "The repositories '%s' cannot work as they are declared")
					.formatted(String.join("', '", names)),
				all.stream().flatMap((each) -> each.faults().stream()).sorted().toList(),
				one ? "repository" : "repositories", cause);
	}

}
