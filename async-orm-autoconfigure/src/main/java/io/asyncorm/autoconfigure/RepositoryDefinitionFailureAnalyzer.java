package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.asyncorm.repository.RepositoryDefinitionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.StringUtils;

/**
 * Reports at startup every fault of all repositories.
 */
final class RepositoryDefinitionFailureAnalyzer extends AbstractFailureAnalyzer<RepositoryDefinitionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RepositoryDefinitionException cause) {
		List<RepositoryDefinitionException> all = new ArrayList<>(suppressed(cause));
		all.add(cause);
		String names = names(all);
		return FaultReport.of(
				StringUtils.capitalize(names)
						+ ((all.size() == 1) ? " cannot work as it is declared" : " cannot work as they are declared"),
				faults(all), (all.size() == 1) ? "repository" : "repositories", cause);
	}

	/** Those whose faults were found while another failure was about to be reported. */
	static List<RepositoryDefinitionException> suppressed(Throwable failure) {
		return Arrays.stream(failure.getSuppressed())
			.filter(RepositoryDefinitionException.class::isInstance)
			.map(RepositoryDefinitionException.class::cast)
			.toList();
	}

	/** The repositories, as in a sentence. */
	static String names(List<RepositoryDefinitionException> repositories) {
		return ((repositories.size() == 1) ? "the repository" : "the repositories") + repositories.stream()
			.map((each) -> each.repositoryInterface().getName())
			.sorted()
			.collect(Collectors.joining("', '", " '", "'"));
	}

	/** Every fault of some repositories. */
	static List<String> faults(List<RepositoryDefinitionException> repositories) {
		return repositories.stream().flatMap((each) -> each.faults().stream()).sorted().toList();
	}

}
