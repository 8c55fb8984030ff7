package io.asyncorm.autoconfigure;

import io.asyncorm.lookup.LookupDefinitionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports all that is wrong with the application's lookups and functions.
 */
final class LookupDefinitionFailureAnalyzer extends AbstractFailureAnalyzer<LookupDefinitionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LookupDefinitionException cause) {
		return FaultReport.of("The lookups and functions cannot work as they are declared", cause.faults(),
				"lookups and functions", cause);
	}

}
